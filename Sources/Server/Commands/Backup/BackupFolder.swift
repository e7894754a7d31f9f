import Crypto
import Glibc
import Platform
import Storage

/// A folder with backups, and their SHA-256 in `SHA256SUMS` as `sha256sum --check` reads it; one process at a time
/// writes.
final class BackupFolder {
    static let sums: String = "SHA256SUMS"

    private let path: String
    private let lock: Int32
    private let owner: BackupOwner?

    /// Makes the folder where there is none.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        try BackupFolder.make(path)
        owner = BackupOwner(ofFolder: path)
        lock = open(path + "/.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system("\(path)/.lock", errno) }
        try owner?.take(lock, "\(path)/.lock")
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK
                ? .refused("another backup is being written to \(path)") : .system("\(path)/.lock", errno)
        }
    }

    deinit { if lock >= 0 { close(lock) } }

    /// Lets `write` fill a new file, and gives it its name and a line in `SHA256SUMS` when it is whole, checked by
    /// `write` and on disk. Then older ones of the same name go, as far as they stand in `SHA256SUMS`.
    ///
    /// - Returns: the path of the new file.
    func add(
        _ name: String,
        suffix: String,
        keep: Retention,
        _ write: (String) async throws(CommandFailure) -> Void
    ) async throws(CommandFailure) -> String {
        let base = BackupName.base(name)
        // What a backup that was interrupted has left: nobody writes to it, as we have the lock.
        try remove { $0.hasPrefix(".\(base)-") && $0.contains(".partial") }
        let final = try await freeName(base, suffix)
        let temporary = ".\(final).partial"
        let digest: String
        do throws(CommandFailure) {
            try await write("\(path)/\(temporary)")
            try system { () throws(StorageError) in try SQLiteFile.sync("\(path)/\(temporary)") }
            digest = try BackupFolder.checksum("\(path)/\(temporary)")
            try owner?.take("\(path)/\(temporary)")
            guard !Task.isCancelled else { throw .refused("stopped") }
            guard rename("\(path)/\(temporary)", "\(path)/\(final)") == 0 else { throw .system(path, errno) }
        } catch {
            try remove { $0.hasPrefix(temporary) }
            throw error
        }
        try remove { $0.hasPrefix(temporary) }
        try system { () throws(StorageError) in try SQLiteFile.sync(path) }
        var sums = try BackupFolder.sums(in: path)
        sums[final] = digest
        try save(sums)
        try removeOld(base, suffix, beside: final, keep: keep, &sums)
        return "\(path)/\(final)"
    }

    /// The checksums of the files in a folder, by name; none where there is no `SHA256SUMS`.
    static func sums(in folder: String) throws(CommandFailure) -> [String: String] {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileSystem.read("\(folder)/\(sums)").bytes
        } catch {
            if error.code == ENOENT { return [:] }
            throw .system("\(folder)/\(sums)", error.code)
        }
        var sums: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let gap = line.firstRange(of: "  "), gap.upperBound < line.endIndex else { continue }
            sums[String(line[gap.upperBound...])] = String(line[..<gap.lowerBound])
        }
        return sums
    }

    /// The backups in a folder that are in `SHA256SUMS` and still there; none where there is no folder.
    static func backups(in folder: String) throws(CommandFailure) -> [StoredBackup] {
        var status = stat()
        // A link that leads nowhere is a folder that this process does not see, as in a unit's state directories.
        if stat(folder, &status) != 0 {
            let code = errno
            if code != ENOENT || lstat(folder, &status) == 0 { throw .system(folder, code) }
        }
        return try sums(in: folder).keys.compactMap(BackupName.init).compactMap { name in
            var status = stat()
            let path = "\(folder)/\(name.text)"
            return stat(path, &status) == 0 ? StoredBackup(name: name, place: path, bytes: Int(status.st_size)) : nil
        }
    }

    /// SHA-256 of a file, as `sha256sum` prints it.
    static func checksum(_ path: String) throws(CommandFailure) -> String {
        var hash = SHA256Stream()
        try FileChunks.read(path) { hash.update($0) }
        return hash.digest.hex
    }

    private func save(_ sums: [String: String]) throws(CommandFailure) {
        let text = sums.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
        let (final, temporary) = ("\(path)/\(BackupFolder.sums)", "\(path)/.\(BackupFolder.sums).partial")
        do throws(SystemError) {
            try FileSystem.write(Array(text.utf8), to: temporary)
        } catch {
            throw .system(temporary, error.code)
        }
        try owner?.take(temporary)
        try system { () throws(StorageError) in try SQLiteFile.sync(temporary) }
        guard rename(temporary, final) == 0 else { throw .system(final, errno) }
        try system { () throws(StorageError) in try SQLiteFile.sync(path) }
    }

    private func removeOld(
        _ base: String,
        _ suffix: String,
        beside newest: String,
        keep: Retention,
        _ sums: inout [String: String]
    ) throws(CommandFailure) {
        // A clock that was set back must not make the backup that was just written an old one.
        let older = sums.keys.filter { $0 != newest }.compactMap(BackupName.init).filter {
            $0.base == base && $0.suffix == suffix
        }
        let gone = keep.excess(among: older, now: time(nil))
        guard !gone.isEmpty else { return }
        for name in gone.map(\.text) {
            guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else { throw .system("\(path)/\(name)", errno) }
            sums[name] = nil
        }
        try save(sums)
    }

    private func freeName(_ base: String, _ suffix: String) async throws(CommandFailure) -> String {
        while true {
            let name = "\(base)-\(TimeStamp.now()).\(suffix)"
            if access("\(path)/\(name)", F_OK) != 0 { return name }
            // Its second is taken.
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .refused("stopped") }
        }
    }

    private func remove(where isGone: (String) -> Bool) throws(CommandFailure) {
        do throws(SystemError) {
            for name in try FileSystem.names(in: path, hidden: true) where isGone(name) { unlink("\(path)/\(name)") }
        } catch {
            throw .system(path, error.code)
        }
    }

    private static func make(_ path: String) throws(CommandFailure) {
        var partial = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            partial += "/\(part)"
            guard mkdir(partial, 0o700) == 0 || errno == EEXIST else { throw .system(partial, errno) }
        }
    }
}

/// Runs what the storage does; its words become the command's.
func system<Value>(_ body: () throws(StorageError) -> Value) throws(CommandFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .refused(error.description) }
}

extension CommandFailure {
    /// The failure that an error number tells of a path.
    static func system(_ path: String, _ code: Int32) -> Self { .refused("\(path): \(SystemError.text(code))") }
}
