import Glibc
import Platform
import Synchronization

/// An exclusive advisory lock (`flock`) on `<database>.lock`: one process at a time writes a database.
///
/// Only the owner may open the file: who can read it can lock it. The lock ends with the process, however it ends. The
/// file stays: removing it would let two processes lock two files of the same name.
final class FileLock: Sendable {
    /// −1 after the release.
    private let descriptor: Mutex<Int32>

    /// Waits until the lock is free, at most `wait` milliseconds: a new process may start while the old one drains.
    init(path: String, waitMilliseconds wait: Int) throws(StorageError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unavailable("cannot create \(path): \(SystemError.text(errno))")
        }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            guard code == EWOULDBLOCK, waited < wait else {
                Glibc.close(descriptor)
                throw .unavailable(
                    code == EWOULDBLOCK
                        ? "another process uses the database: \(path) is locked" : "\(path): \(SystemError.text(code))"
                )
            }
            usleep(10_000)
            waited += 10
        }
        self.descriptor = Mutex(descriptor)
    }

    /// True where somebody has the lock.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { Glibc.close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    deinit { release() }

    /// Lets the next process have the database; may be called more than once.
    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }
}
