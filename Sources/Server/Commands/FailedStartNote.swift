import Glibc
import Platform

/// When somebody was told of a failed start: a service manager starts again and again, and one alert a minute is
/// enough.
struct FailedStartNote {
    private let path: String
    private let now: Int64

    /// - Parameter now: seconds since 1970-01-01T00:00:00Z.
    init(
        path: String = "/tmp/telegram-backend-\(getuid()).failed-start",
        now: Int64 = SystemClock.microseconds() / 1_000_000
    ) {
        self.path = path
        self.now = now
    }

    /// How many were held back before this one; nil where it is held back, too.
    func admit() -> Int? {
        // Nobody else's file, and none that a link leads to: whoever can write there must not choose what is changed.
        let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_uid == getuid() else { return 0 }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = pread(file, &bytes, bytes.count, 0)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        let last = words.first.flatMap { Int64($0) } ?? 0
        let held = words.dropFirst().first.flatMap { Int($0) } ?? 0
        let isHeld = now - last < 60 && now >= last
        let text = isHeld ? "\(last) \(held + 1) " : "\(now) 0 "
        _ = ftruncate(file, 0)
        _ = pwrite(file, text, text.utf8.count, 0)
        return isHeld ? nil : held
    }
}
