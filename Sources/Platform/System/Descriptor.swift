import Glibc

/// Reading and writing of file descriptors to the end, whatever interrupts it.
package enum Descriptor {
    /// Lets the process open as many descriptors as the system allows it, and returns how many.
    package static func raiseLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        let isRaised = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return Int(clamping: isRaised ? limit.rlim_max : before)
    }

    /// `PIPE_BUF` of Linux: a pipe that is writable takes so many bytes at once, or none.
    package static let pipeBytes: Int = 4_096

    /// Writes all bytes (`write(2)`), waiting for a reader who is slow, also where the descriptor does not block.
    ///
    /// - Parameter patienceMilliseconds: how long a reader may take nothing; `ETIMEDOUT` after it. -1: for ever.
    /// - Returns: how many bytes were written, and 0 or the error number of what stopped it.
    package static func write(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        patienceMilliseconds: Int32 = -1
    ) -> (written: Int, code: Int32) {
        let isPatient = patienceMilliseconds < 0
        var written = 0
        var mustWait = !isPatient
        while written < bytes.count {
            if mustWait {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                let ready = poll(&entry, 1, patienceMilliseconds)
                if ready == 0 { return (written, ETIMEDOUT) }
                if ready < 0 {
                    guard errno == EINTR else { return (written, errno) }
                    continue
                }
            }
            // Whoever must not be held up writes no more than what a writable pipe takes without blocking.
            let left = bytes.count - written
            let count = Glibc.write(
                descriptor,
                bytes.baseAddress?.advanced(by: written),
                isPatient ? left : min(left, pipeBytes)
            )
            if count >= 0 {
                written += count
                mustWait = !isPatient
                continue
            }
            guard errno == EINTR || errno == EAGAIN else { return (written, errno) }
            // A terminal or pipe shared with a program that made it non-blocking.
            mustWait = mustWait || errno == EAGAIN
        }
        return (written, 0)
    }

    /// Writes all bytes; the error where that is impossible.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        let code = bytes.withUnsafeBytes { write($0, to: descriptor).code }
        if code != 0 { throw SystemError(code: code) }
    }

    /// A pipe that no program inherits, not even one that another thread starts meanwhile.
    ///
    /// It is a pair of sockets (`socketpair(2)`), as Swift's Glibc has no `pipe2`.
    package static func pipe() throws(SystemError) -> (read: OwnedDescriptor, write: OwnedDescriptor) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw SystemError(code: errno) }
        return (OwnedDescriptor(ends[0]), OwnedDescriptor(ends[1]))
    }

    /// Reads to the end (`read(2)`), but stops as soon as there are more than `limit` bytes: whoever has a limit sees
    /// by the count that it is passed.
    package static func read(_ descriptor: Int32, limit: Int = .max) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw SystemError(code: errno)
            }
        }
        return bytes
    }
}
