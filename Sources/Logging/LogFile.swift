import Glibc
import Platform

/// A log file that is opened by its path, rotated by size, and opened anew where it was moved away or deleted.
///
/// Rotated files are named as Python's `RotatingFileHandler` does it: `bot.log.1` is the newest, and the oldest goes.
/// Whoever has the file open holds a lock on it (`flock(2)`): of several processes that write one file the one that
/// came first rotates it. The others append, and follow when it is gone.
struct LogFile: LineOutput, Sendable {
    /// Bytes that go to the system at once.
    static let pieceBytes: Int = 65_536
    /// The error of a path that leads to something else than a file.
    static let noFile = SystemError(code: EINVAL)
    /// The time until something that failed is tried again.
    private static let pauseNanoseconds: UInt64 = 1_000_000_000

    /// A file as the system tells it from others.
    private struct Identity: Equatable {
        let device: UInt
        let number: UInt

        init(_ status: stat) { (device, number) = (UInt(status.st_dev), UInt(status.st_ino)) }
    }

    let path: String
    private let rotation: LogRotation
    /// Hears what cannot be done, once until it can.
    private let note: @Sendable (LogFileFault) -> Void
    private var descriptor: OwnedDescriptor
    private var identity: Identity
    private var bytes: Int
    private var isLocked: Bool
    private var told: LogFileFault?
    private var pauseEnd: UInt64 = 0

    /// Opens it, and makes it where it is not there; its folder must be.
    ///
    /// - Parameter note: is called on the thread that writes.
    /// - Throws: where it cannot be written, or is something else than a file.
    init(
        _ path: String,
        _ rotation: LogRotation,
        note: @escaping @Sendable (LogFileFault) -> Void = { _ in }
    ) throws(SystemError) {
        let opened = try LogFile.open(path)
        (self.path, self.rotation, self.note) = (path, rotation, note)
        descriptor = opened.descriptor
        (identity, bytes) = (Identity(opened.status), Int(opened.status.st_size))
        isLocked = LogFile.lock(descriptor)
        if !isLocked, rotation.isOn { tell(.shared) }
    }

    mutating func prepare() {
        var status = stat()
        if stat(path, &status) == 0, Identity(status) == identity {
            // Somebody may have cut it, or written to it.
            bytes = Int(status.st_size)
        } else {
            openAgain()
        }
    }

    mutating func room(forLineOf line: Int) -> Int {
        guard rotation.isOn else { return LogFile.pieceBytes }
        if bytes > 0, bytes + line > rotation.maxBytes, SystemClock.monotonicNanoseconds() >= pauseEnd { rotate() }
        let left = rotation.maxBytes - bytes
        // Where it could not be rotated it grows.
        return left < line ? LogFile.pieceBytes : min(left, LogFile.pieceBytes)
    }

    mutating func write(_ piece: UnsafeRawBufferPointer) -> Int {
        let written = Descriptor.write(piece, to: descriptor.number).written
        bytes += written
        return written
    }

    /// Only where the bytes are the last ones of the file: others may have written since.
    mutating func takeBack(_ count: Int) -> Bool {
        var status = stat()
        guard isLocked, fstat(descriptor.number, &status) == 0, Int(status.st_size) == bytes,
            ftruncate(descriptor.number, off_t(bytes - count)) == 0
        else { return false }
        bytes -= count
        return true
    }

    mutating func reopen() -> Bool { openAgain() }

    @discardableResult private mutating func openAgain() -> Bool {
        do throws(SystemError) {
            let opened = try LogFile.open(path)
            // The same file: nobody moved it, and a second lock on it would be refused by the first.
            if Identity(opened.status) != identity {
                descriptor = opened.descriptor
                identity = Identity(opened.status)
                isLocked = LogFile.lock(descriptor)
            }
            bytes = Int(opened.status.st_size)
            // That another process rotates it is said once.
            if told != .shared { told = nil }
            return true
        } catch {
            tell(.open(error))
            return false
        }
    }

    /// Where it fails, the file that is open is written on: no line is lost for it.
    private mutating func rotate() {
        pauseEnd = SystemClock.monotonicNanoseconds() + LogFile.pauseNanoseconds
        if !isLocked { isLocked = LogFile.lock(descriptor) }
        guard isLocked else { return tell(.shared) }
        var status = stat()
        let isInPlace = stat(path, &status) == 0 && Identity(status) == identity
        // Elsewhere another process rotated it already.
        for number in (0..<rotation.backups).reversed() where isInPlace {
            let old = number == 0 ? path : "\(path).\(number)"
            guard rename(old, "\(path).\(number + 1)") != 0, number == 0 || errno != ENOENT else { continue }
            return tell(.rotate(SystemError(code: errno)))
        }
        if openAgain() { pauseEnd = 0 }
    }

    private mutating func tell(_ fault: LogFileFault) {
        guard told != fault else { return }
        told = fault
        note(fault)
    }

    private static func open(_ path: String) throws(SystemError) -> (descriptor: OwnedDescriptor, status: stat) {
        // Without waiting for a reader, where it is a named pipe.
        let number = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o640)
        guard number >= 0 else { throw SystemError(code: errno) }
        let descriptor = OwnedDescriptor(number)
        var status = stat()
        guard fstat(number, &status) == 0 else { throw SystemError(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw noFile }
        return (descriptor, status)
    }

    /// False where another process has the lock; true where the file system knows none.
    private static func lock(_ descriptor: OwnedDescriptor) -> Bool {
        flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
    }
}

/// What a log file cannot do.
package enum LogFileFault: Sendable, Equatable {
    /// Another process writes it, and rotates it.
    case shared
    case rotate(SystemError)
    case open(SystemError)
}
