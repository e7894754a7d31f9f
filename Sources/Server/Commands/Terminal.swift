internal import Glibc
internal import Synchronization

/// The only way to the terminal: whole texts through `write(2)`, which needs no lock and no buffer of stdio's.
package enum Terminal {
    /// `PIPE_BUF` of Linux: a pipe that is writable takes so many bytes without blocking.
    private static let pipeBytes: Int = 4_096

    private static let outputFault: Atomic<Int32> = Atomic(0)

    /// Answers: what somebody may want to pipe on. Waits for a reader who is slow.
    package static func print(_ text: String) {
        let fault: Int32 = write(text + "\n", to: STDOUT_FILENO, patienceMilliseconds: -1)
        // A reader who has seen enough, as head(1), is no fault.
        if fault != 0, fault != EPIPE { outputFault.store(fault, ordering: .relaxed) }
    }

    /// Everything else. Whoever does not read it within a second does not hold up the process's end.
    package static func complain(_ text: String) {
        _ = write(text + "\n", to: STDERR_FILENO, patienceMilliseconds: 1_000)
    }

    /// Why some of the answers could not be written, in words; nil where all were.
    static var lostOutput: String? {
        let fault: Int32 = outputFault.load(ordering: .relaxed)
        return fault == 0 ? nil : "standard output: \(String(cString: strerror(fault)))"
    }

    /// Descriptors 0 to 2 that were closed at start lead nowhere, so that no socket and no database becomes what lines
    /// are written to.
    static func holdStandardDescriptors() {
        var descriptor: Int32 = open("/dev/null", O_RDWR)
        while descriptor >= 0, descriptor <= STDERR_FILENO { descriptor = open("/dev/null", O_RDWR) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// - Returns: 0, or the error number of what stopped it.
    private static func write(_ text: String, to descriptor: CInt, patienceMilliseconds: Int32) -> Int32 {
        var rest: ArraySlice<UInt8> = Array(text.utf8)[...]
        while !rest.isEmpty {
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready: Int32 = poll(&entry, 1, patienceMilliseconds)
            if ready == 0 { return ETIMEDOUT }
            let piece: ArraySlice<UInt8> = rest.prefix(pipeBytes)
            let count: Int = piece.withUnsafeBytes { piece in
                ready < 0 ? -1 : Glibc.write(descriptor, piece.baseAddress, piece.count)
            }
            if count < 0 {
                guard errno == EINTR || errno == EAGAIN else { return errno }
                continue
            }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}
