import Glibc
import Platform
import TestSupport
import Testing

/// A machine to deploy on: nginx, PostgreSQL, and hooks that do with processes what systemd's do with units.
final class DeployBench {
    let folder: TemporaryFolder
    let nginx: Nginx
    let database: TestDatabase
    /// Of the commands, and of the processes in the slots.
    let settings: [String: String]
    /// The program as it is.
    let program: String

    /// Deploys the program for the first time, into blue.
    init() throws {
        folder = try TemporaryFolder()
        database = try TestDatabase(.postgreSQL, in: folder)
        program = try BuildProducts.path(of: "telegram-backend")
        settings = ProductionSettings.all.merging([
            "DATABASE_URL": database.url, "DB_POOL_SIZE": "3", "LOOPS": "1", "RATE_LIMIT_MODE": "off",
            "TELEGRAM_BOT_USERNAME": "example_bot", "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
        ]) { $1 }
        let upstream = folder.path + "/upstream.conf"
        // nginx runs before there is anybody to send requests to.
        try FileSystem.write(Array("server 127.0.0.1:9;\n".utf8), to: upstream)
        nginx = try Nginx(in: folder, upstream: upstream, isForLoad: true)
        for slot in ["blue", "green"] {
            try #require(mkdir("\(folder.path)/\(slot)", 0o700) == 0)
            let (port, metrics) = (try Loopback.freePort(), try Loopback.freePort())
            try write("\(slot)/slot.env", "PORT=\(port)\nMETRICS_ADDRESS=127.0.0.1:\(metrics)\n")
        }
        try writeHooks()
        let close = ["--header", "Connection: close"]
        let outcome = try deploy(program).outcome()
        try #require(outcome.status == 0, "\(outcome.output)\(outcome.errors)\(Files.text(of: path("hooks.log")))")
        // Workers that know nobody may still accept.
        try Deadline.wait(seconds: 30, for: "nginx to have read where blue is") {
            let url = "http://localhost:\(nginx.securePort)/live"
            let statuses = try nginx.statuses(at: url, count: 40, options: close)
            return statuses.allSatisfy { $0 == 200 } ? () : nil
        }
    }

    deinit {
        try? nginx.stop()
        for slot in ["blue", "green"] { if let process = process(in: slot) { kill(process, SIGKILL) } }
    }

    /// Begins to deploy a program; with short steps and without a backup where the options say nothing else.
    func deploy(_ program: String, _ options: [String] = [], makesBackup: Bool = false) throws -> Command {
        var words = ["deploy", "run", program, "--folder", folder.path] + options
        for (name, value) in Self.standardOptions where !options.contains(name) {
            words += [name, value]
        }
        return try Command([self.program] + words + (makesBackup ? [] : ["--no-backup"]), environment: settings)
    }

    /// A program that is the other one but for what `lines` of a shell do before it becomes that to serve.
    func version(_ name: String, serving lines: String) throws -> String {
        let text = """
            #!/bin/sh
            if [ "$1" = version ]; then echo "telegram-backend \(name)"; exit; fi
            if [ "$1" = serve ]; then
            \(lines)
            :
            fi
            exec "\(program)" "$@"

            """
        try write(name, text, mode: 0o700)
        return path(name)
    }

    /// Runs a hook by hand, as somebody at the machine runs systemctl.
    func run(_ hook: String, _ slot: String) throws {
        let environment = ["FOLDER": folder.path, "SLOT": slot]
        try Command.output(of: [path("hooks/" + hook)], environment: environment)
    }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func text(_ name: String) -> String { Files.text(of: path(name)) }

    /// The history's newest line.
    func lastRecord() throws -> String { String(try #require(text("history.jsonl").split(separator: "\n").last)) }

    /// The process that was started in a slot last, where it lives.
    func process(in slot: String) -> Int32? {
        Int32(text("\(slot)/pid").filter(\.isNumber)).flatMap { ProcessTable.isAlive($0) ? $0 : nil }
    }

    /// All is as before: blue alone serves, by a process that was not replaced.
    func expectUntouched(_ process: Int32?) throws {
        #expect(text("active") == "blue\n")
        #expect(self.process(in: "blue") == process && process != nil)
        #expect(self.process(in: "green") == nil)
        let servers = text("upstream.conf").split(separator: "\n").filter { $0.hasPrefix("server") }
        let blue = text("blue/slot.env").split(separator: "\n")[0].dropFirst("PORT=".count)
        #expect(servers.count == 1 && servers[0].hasPrefix("server 127.0.0.1:\(blue) "), "\(servers)")
    }

    private func writeHooks() throws {
        try #require(mkdir(path("hooks"), 0o700) == 0)
        let variables = settings.map { "export \($0.key)='\($0.value)'\n" }.joined()
        try write("settings", variables)
        try write("hooks/start", Self.start, mode: 0o700)
        try write("hooks/stop", Self.stop, mode: 0o700)
        try write("hooks/log", "#!/bin/sh\nexec cat \"$FOLDER/$SLOT/log\"\n", mode: 0o700)
        let nginx = nginx.words.joined(separator: " ")
        try write("hooks/reload", "#!/bin/sh\nset -e\n\(nginx) -t\nexec \(nginx) -s reload\n", mode: 0o700)
        try write("hooks/after", "#!/bin/sh\necho \"$VERSION $SLOT $RESULT\" >>\"$FOLDER/after\"\n", mode: 0o700)
    }

    /// Puts a file into the folder, or another one in its place.
    func write(_ name: String, _ text: String, mode: UInt32 = 0o600) throws {
        try FileSystem.write(Array(text.utf8), to: path(name), mode: mode)
    }

    /// How fast a busy machine answers is no test's subject.
    private static let standardOptions: [(String, String)] = [
        ("--window", "0.8"), ("--min-requests", "5"), ("--max-slowdown", "1000"), ("--max-response-time", "30"),
    ]

    private static let start: String = """
        #!/bin/sh
        . "$FOLDER/settings"
        set -a
        . "$FOLDER/$SLOT/slot.env"
        setsid "$FOLDER/$SLOT/telegram-backend" serve </dev/null >/dev/null 2>>"$FOLDER/$SLOT/log" &
        echo $! >"$FOLDER/$SLOT/pid"

        """

    /// One that has ended, and that nobody has waited for, has ended.
    private static let stop: String = """
        #!/bin/sh
        pid=$(cat "$FOLDER/$SLOT/pid") && kill -TERM "$pid" || exit 0
        while case $(cut -d ' ' -f 3 "/proc/$pid/stat") in '' | Z) false ;; esac; do sleep 0.05; done

        """
}
