import Glibc
import Platform

/// The checks of a database's path that SQLite itself reports only as "unable to open database file".
struct DatabaseFile {
    /// The path with symbolic links resolved, so that two spellings of one file share one lock.
    let path: String
    let exists: Bool

    init(path: String) throws(StorageError) {
        var status = stat()
        if stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG: break
            case S_IFDIR: throw .unavailable("\(path) is a directory, not a database file")
            default: throw .unavailable("\(path) is not a regular file")
            }
            guard let resolved = DatabaseFile.resolved(path) else {
                throw .unavailable("cannot resolve \(path): \(SystemError.text(errno))")
            }
            self.path = resolved
            exists = true
            return
        }
        let code = errno
        guard code == ENOENT else { throw .unavailable("cannot open \(path): \(SystemError.text(code))") }
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard let resolved = DatabaseFile.resolved(directory) else {
            throw .unavailable("the directory of \(path) cannot be used: \(SystemError.text(errno))")
        }
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        self.path = resolved == "/" ? "/\(name)" : "\(resolved)/\(name)"
        exists = false
    }

    /// Makes the empty file where there is none, for its owner alone whatever the umask says; SQLite gives its log and
    /// index the mode of the database. The mode of a file that is there is its owner's choice.
    func create() throws(StorageError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else {
            let code = errno
            guard code == EEXIST else { throw .unavailable("cannot be created: \(SystemError.text(code))") }
        }
    }

    /// The database, its log and index, and the lock, as far as the group or others may read or write them.
    var exposed: [String] {
        ["", "-wal", "-shm", ".lock"].map { path + $0 }.filter { FileSystem.isExposed($0) }
    }

    /// `realpath`; nil with `errno` set where it fails.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
