import Glibc
import Platform

/// A folder of the command's own for as long as it works: in `TMPDIR`, or /tmp where that is not set or empty.
///
/// Who works in one holds a lock on it (`flock`), which the system lets go with the process: one whose lock is free was
/// left by a command that was killed.
enum WorkFolder {
    private static let prefix: String = "telegram-backend-work-"

    /// Runs with the folder's path; it goes with all files in it. Those that killed commands left go first.
    static func with<Value>(
        _ body: (String) async throws(CommandFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        let parent = EnvironmentFile.process()["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        removeLeftovers(in: parent)
        let (path, lock) = try make(in: parent)
        defer {
            remove(path)
            if let lock { close(lock) }
        }
        return try await body(path)
    }

    /// The folder has its name only when it is locked, so that no other command holds it for a leftover.
    ///
    /// - Returns: no lock where the file system has none: then nobody can lock it to remove it, either.
    private static func make(in parent: String) throws(CommandFailure) -> (path: String, lock: Int32?) {
        var template = Array("\(parent)/.\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system("a folder in \(parent)", errno) }
        let hidden = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let lock = lock(hidden)
        let path = "\(parent)/\(prefix)\(hidden.suffix(6))"
        guard rename(hidden, path) == 0 else {
            let code = errno
            rmdir(hidden)
            if let lock { close(lock) }
            throw .system(path, code)
        }
        return (path, lock)
    }

    /// Removes folders of this user that nobody has locked.
    private static func removeLeftovers(in parent: String) {
        for name in (try? FileSystem.names(in: parent)) ?? [] where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            guard let lock = lock(path) else { continue }
            remove(path)
            close(lock)
        }
    }

    /// Locks a folder of this user's; nil where another command has it, or it cannot be locked.
    private static func lock(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0
        else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func remove(_ path: String) {
        for name in (try? FileSystem.names(in: path, hidden: true)) ?? [] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
