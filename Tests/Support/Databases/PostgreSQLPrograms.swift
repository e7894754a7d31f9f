import Glibc

/// PostgreSQL's own programs, 15 or later, and how this process may run them.
struct PostgreSQLPrograms: Sendable {
    static let oldest: Int = 15
    private static let needed: [String] = ["postgres", "initdb", "pg_basebackup", "psql"]

    /// The folder that they all are in.
    let folder: String
    /// The account that the server runs as where we are root, as whom it would refuse to start; nil: our own.
    let account: (user: uid_t, group: gid_t)?

    init() throws {
        guard let folder = Self.candidates().first(where: Self.isUsable) else {
            throw TestFailure("the server of PostgreSQL \(Self.oldest) or later is not installed; run `make setup`")
        }
        self.folder = folder
        guard getuid() == 0 else {
            account = nil
            return
        }
        guard let entry = getpwnam("postgres") else {
            throw TestFailure("there is no user postgres, as whom root starts the server; run `make setup`")
        }
        account = (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    /// The first words of a command that runs a program as the server's account.
    func words(_ program: String) -> [String] { words(path: folder + "/" + program) }

    /// The same of any program, which is no friend of root's either.
    func words(path: String) -> [String] {
        guard account != nil else { return [path] }
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path]
    }

    private static func candidates() -> [String] {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        // Links in a folder of PATH point at one program each; the others stand beside what they point at.
        var folders: [String] = path.split(separator: ":").compactMap { part in
            guard let resolved = realpath(part + "/postgres", nil) else { return nil }
            defer { free(resolved) }
            return String(String(cString: resolved).dropLast("/postgres".count))
        }
        if let configured = try? Command.output(of: ["pg_config", "--bindir"]) {
            folders += configured.split(separator: "\n").map(String.init)
        }
        let debian = "/usr/lib/postgresql"
        let versions: [Int] = ((try? Files.names(in: debian)) ?? []).compactMap(Int.init).sorted(by: >)
        return folders + versions.map { "\(debian)/\($0)/bin" }
    }

    private static func isUsable(_ folder: String) -> Bool {
        guard needed.allSatisfy({ access("\(folder)/\($0)", X_OK) == 0 }),
            // `postgres (PostgreSQL) 15.18 (Debian …)`
            let version = try? Command.output(of: [folder + "/postgres", "--version"]),
            let number = version.split(separator: " ").dropFirst(2).first?.prefix(while: \.isNumber)
        else { return false }
        return Int(number).map { $0 >= oldest } ?? false
    }
}
