import Glibc
import Platform

extension SQLiteFile {
    /// Puts a copy of `file` in the place `path`, wholly or not at all. There is a database in the place at every
    /// moment.
    ///
    /// - Parameters:
    ///   - keepingAs: what the former database is called from here on; nil refuses where there is one.
    ///   - note: hears what the operator should know.
    package static func restore(
        _ file: String,
        to path: String,
        keepingAs kept: String?,
        note: (String) -> Void
    ) throws(StorageError) {
        try requireNoLog(beside: file)
        try check(file)
        let path = try DatabaseFile(path: path).path
        let lock: FileLock
        do throws(StorageError) {
            lock = try FileLock(path: path + ".lock", waitMilliseconds: 0)
        } catch {
            throw .unavailable("\(error); stop the server first")
        }
        defer { lock.release() }
        let isThere = exists(path)
        guard !isThere || kept != nil else {
            throw .unavailable("\(path) is there already; name another place, or replace it with --force")
        }
        guard isThere || !exists(path + "-wal") else {
            throw .unavailable("\(path)-wal is there without its database and would spoil the new one; move it away")
        }
        let temporary = folder(of: path) + "/." + name(of: path) + ".restore-partial"
        defer { unlink(temporary) }
        try copyBytes(of: file, to: temporary)
        if isThere { try takeOver(modeOf: path, for: temporary) }
        try sync(temporary)
        try check(temporary)
        if isThere, let kept { try putAside(path, as: kept, note: note) }
        guard rename(temporary, path) == 0 else { throw failure(path) }
        try sync(folder(of: path))
    }

    /// What stands in a log beside the file alone would not be restored, as the file alone is copied.
    private static func requireNoLog(beside file: String) throws(StorageError) {
        let log = resolved(file) + "-wal"
        var status = stat()
        guard stat(log, &status) != 0 || status.st_size == 0 else {
            throw .unavailable(
                "\(log) holds changes that \(file) lacks; take a backup of that database with `backup` and restore "
                    + "it, or bring them in with `sqlite3 FILE 'PRAGMA wal_checkpoint(TRUNCATE)'`"
            )
        }
    }

    private static func copyBytes(of file: String, to target: String) throws(StorageError) {
        let input = open(file, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure(file) }
        defer { close(input) }
        unlink(target)
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw failure(target) }
        defer { close(output) }
        while true {
            let count = sendfile(output, input, nil, 1 << 30)
            if count == 0 { return }
            guard count > 0 || errno == EINTR else { throw failure(target) }
        }
    }

    /// The mode of a file that is there is its owner's choice; root gives it to its owner as well.
    private static func takeOver(modeOf path: String, for file: String) throws(StorageError) {
        var status = stat()
        guard stat(path, &status) == 0, chmod(file, status.st_mode & 0o777) == 0 else { throw failure(path) }
        guard geteuid() != 0 || chown(file, status.st_uid, status.st_gid) == 0 else { throw failure(path) }
    }

    /// Keeps the former file under another name, too.
    private static func putAside(_ path: String, as kept: String, note: (String) -> Void) throws(StorageError) {
        var isRead = false
        do throws(StorageError) {
            // What stands in the log only goes into the file. The lock keeps servers away, but not who reads.
            let connection = try SQLiteConnection(path: path, mode: .writer)
            defer { connection.close() }
            try connection.run("PRAGMA wal_checkpoint(TRUNCATE)") { row throws(StorageError) in
                isRead = row.integer(0) != 0
            }
        } catch {
            note("\(path) is damaged (\(error)); it is kept as it is")
        }
        guard !isRead else {
            throw .unavailable("\(path) is being read, perhaps as a backup is under way; try again when that is done")
        }
        guard link(path, kept) == 0 else { throw failure(kept) }
        // An old log beside a new file would be taken for its own.
        if exists(path + "-wal"), rename(path + "-wal", kept + "-wal") != 0 { throw failure(kept + "-wal") }
        unlink(path + "-shm")
        note("the former database is kept as \(kept)")
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func folder(of path: String) -> String {
        let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        return folder.isEmpty ? "/" : String(folder)
    }

    private static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// The failure that `errno` tells of a path.
    private static func failure(_ path: String) -> StorageError { .unavailable("\(path): \(SystemError.text(errno))") }
}
