import Glibc
import Logging
import Platform

/// What the machine says of a log file.
struct LogFileFacts: Sendable {
    let path: String
    /// Why it cannot be written, to follow its path; nil where it can.
    let fault: String?
    /// Bytes that its disk has left; nil where nobody knows.
    let free: UInt64?
    /// Bytes by which it and those before it may grow.
    let growth: UInt64

    init(_ path: String, _ rotation: LogRotation) {
        self.path = path
        let folder = FileSystem.folder(of: path)
        fault = LogFileFacts.fault(path, in: folder, isRotated: rotation.isOn)
        var room = statvfs()
        free = statvfs(folder, &room) == 0 ? UInt64(room.f_bavail) * UInt64(room.f_frsize) : nil
        guard rotation.isOn else {
            growth = 1 << 30
            return
        }
        let taken = (0...rotation.backups).reduce(UInt64(0)) { sum, number in
            var status = stat()
            return stat(number == 0 ? path : "\(path).\(number)", &status) == 0 ? sum + UInt64(status.st_size) : sum
        }
        let wanted = UInt64(rotation.maxBytes).multipliedReportingOverflow(by: UInt64(rotation.backups + 1))
        growth = wanted.overflow ? .max : wanted.partialValue - min(taken, wanted.partialValue)
    }

    private static func fault(_ path: String, in folder: String, isRotated: Bool) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT, access(folder, W_OK | X_OK) == 0 else { return refusal("made") }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return "is no regular file" }
        guard access(path, W_OK) == 0 else { return refusal("written") }
        return isRotated && access(folder, W_OK | X_OK) != 0 ? refusal("rotated") : nil
    }

    private static func refusal(_ action: String) -> String { "cannot be \(action): \(SystemError.text(errno))" }
}
