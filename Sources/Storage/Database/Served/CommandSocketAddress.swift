import Glibc
import Platform

/// Where the process that has a SQLite file listens for others: a socket beside the file, for its owner alone.
struct CommandSocketAddress: Sendable {
    /// The longest path that an address holds (`sun_path`), without the NUL behind it.
    private static let longestPath: Int = 107
    /// The longest name that still has room behind `/proc/self/fd/N/`.
    private static let longestName: Int = 80

    let path: String
    private let folder: String
    private let name: String

    /// - Parameter database: the file's path without symbolic links.
    init(of database: String) {
        let slash = database.lastIndex(of: "/") ?? database.startIndex
        folder = slash == database.startIndex ? "/" : String(database[..<slash])
        let file = String(database[database.index(after: slash)...])
        let isShort = file.utf8.count + 5 <= CommandSocketAddress.longestName
        name = (isShort ? file : CommandSocketAddress.hash(file)) + ".sock"
        path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    }

    private static func hash(_ text: String) -> String {
        var hash = FNV1a()
        for byte in text.utf8 { hash.add(byte) }
        return String(hash.value, radix: 16)
    }

    /// True where the socket belongs to the database's owner or to root: in a folder of all, others may have made one.
    func isOwn(_ database: String) -> Bool {
        var (socket, file) = (stat(), stat())
        guard lstat(path, &socket) == 0, stat(database, &file) == 0 else { return false }
        return socket.st_mode & S_IFMT == S_IFSOCK && (socket.st_uid == file.st_uid || socket.st_uid == 0)
    }

    /// Makes the socket in place of one that a process left behind that had the database before; whoever calls this has
    /// its lock. Nobody can connect before `listen`, and then its owner alone.
    ///
    /// - Returns: the descriptor that listens.
    func listen() throws(SystemError) -> OwnedDescriptor {
        unlink(path)
        let descriptor = try open()
        let code = withAddress { Glibc.bind(descriptor.number, $0, $1) == 0 ? 0 : errno }
        guard code == 0, chmod(path, 0o600) == 0, Glibc.listen(descriptor.number, 16) == 0 else {
            throw SystemError(code: code == 0 ? errno : code)
        }
        return descriptor
    }

    func connect() throws(SystemError) -> OwnedDescriptor {
        let descriptor = try open()
        let code = withAddress { Glibc.connect(descriptor.number, $0, $1) == 0 ? 0 : errno }
        guard code == 0 else { throw SystemError(code: code) }
        return descriptor
    }

    private func open() throws(SystemError) -> OwnedDescriptor {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        return OwnedDescriptor(descriptor)
    }

    /// Lends the address; of a path that is too long for one, by way of the folder's descriptor.
    ///
    /// - Returns: what `body` returns, or the error number of the folder.
    private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var place = path
        var descriptor: Int32 = -1
        if path.utf8.count > CommandSocketAddress.longestPath {
            descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { return errno }
            place = "/proc/self/fd/\(descriptor)/\(name)"
        }
        defer { if descriptor >= 0 { close(descriptor) } }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: place.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
