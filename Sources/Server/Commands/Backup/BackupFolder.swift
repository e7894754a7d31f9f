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

    /// Makes the folder where there is none.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        try BackupFolder.make(path)
        lock = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system("\(path)/.lock", errno) }
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
        keep: Int,
        _ write: (String) async throws(CommandFailure) -> Void
    ) async throws(CommandFailure) -> String {
        let base = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || "_-".contains($0) ? $0 : "_" })
        // What a backup that was interrupted has left: nobody writes to it, as we have the lock.
        try remove { $0.hasPrefix(".\(base)-") && $0.contains(".partial") }
        let final = try await freeName(base, suffix)
        let temporary = ".\(final).partial"
        let digest: String
        do throws(CommandFailure) {
            try await write("\(path)/\(temporary)")
            try system { () throws(StorageError) in try SQLiteFile.sync("\(path)/\(temporary)") }
            digest = try BackupFolder.checksum("\(path)/\(temporary)")
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

    /// The time of the newest backup in a folder, which is in its name, in seconds since 1970; nil where there is none,
    /// or the folder cannot be read.
    static func newest(in folder: String) -> Int? {
        guard let names = try? sums(in: folder).keys else { return nil }
        return names.filter { access("\(folder)/\($0)", F_OK) == 0 }.compactMap { name in
            name.lastIndex(of: ".").flatMap { TimeStamp.seconds(name[..<$0].suffix(16)) }
        }.max()
    }

    /// SHA-256 of a file, as `sha256sum` prints it.
    static func checksum(_ path: String) throws(CommandFailure) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, errno) }
        defer { close(descriptor) }
        var hash = SHA256Stream()
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return hash.digest.hex }
            guard count > 0 || errno == EINTR else { throw .system(path, errno) }
            if count > 0 { hash.update(chunk[..<count]) }
        }
    }

    private func save(_ sums: [String: String]) throws(CommandFailure) {
        let text = sums.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
        let (final, temporary) = ("\(path)/\(BackupFolder.sums)", "\(path)/.\(BackupFolder.sums).partial")
        do throws(SystemError) {
            try FileSystem.write(Array(text.utf8), to: temporary)
        } catch {
            throw .system(temporary, error.code)
        }
        try system { () throws(StorageError) in try SQLiteFile.sync(temporary) }
        guard rename(temporary, final) == 0 else { throw .system(final, errno) }
        try system { () throws(StorageError) in try SQLiteFile.sync(path) }
    }

    private func removeOld(
        _ base: String,
        _ suffix: String,
        beside newest: String,
        keep: Int,
        _ sums: inout [String: String]
    ) throws(CommandFailure) {
        // A clock that was set back must not make the backup that was just written an old one.
        let older = sums.keys.filter { $0 != newest && BackupFolder.isBackup($0, of: base, suffix) }.sorted(by: >)
        let gone = older.dropFirst(keep - 1)
        guard !gone.isEmpty else { return }
        for name in gone {
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

    /// `BASE-YYYYMMDDTHHMMSSZ.SUFFIX`
    private static func isBackup(_ name: String, of base: String, _ suffix: String) -> Bool {
        guard name.hasPrefix("\(base)-"), name.hasSuffix(".\(suffix)") else { return false }
        return TimeStamp.isOne(name.dropFirst(base.count + 1).dropLast(suffix.count + 1))
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

/// `YYYYMMDDTHHMMSSZ`, ISO 8601's basic form in UTC.
enum TimeStamp {
    static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func isOne(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return false }
        return (bytes[..<8] + bytes[9..<15]).allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Seconds since 1970; nil where the text is no time stamp.
    static func seconds(_ text: Substring) -> Int? {
        guard isOne(text) else { return nil }
        func number(_ from: Int, _ count: Int) -> Int32 { Int32(text.dropFirst(from).prefix(count)) ?? 0 }
        var parts = tm()
        parts.tm_year = number(0, 4) - 1_900
        parts.tm_mon = number(4, 2) - 1
        parts.tm_mday = number(6, 2)
        parts.tm_hour = number(9, 2)
        parts.tm_min = number(11, 2)
        parts.tm_sec = number(13, 2)
        return timegm(&parts)
    }
}
