import Glibc

/// A process that reads from a line which we hold, and ends when it is closed: however our process ends, the kernel
/// closes it.
struct HeldProcess: Sendable {
    /// The process's id.
    let identifier: Int32
    /// Our end of the line.
    let hold: Int32

    /// Starts it in a session of its own, with the line as its standard input.
    init(_ words: [String], _ options: SpawnOptions) throws {
        var ends: [Int32] = [-1, -1]
        // Closed on exec from the first moment on, which pipe(2) cannot do.
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw TestFailure("no socket pair: errno \(errno)") }
        var options = options
        options.input = ends[0]
        options.ownSession = true
        do {
            identifier = try spawn(words, options)
        } catch {
            for end in ends { close(end) }
            throw error
        }
        close(ends[0])
        hold = ends[1]
    }

    /// Closes the line, and waits until the process has ended; called once.
    func end() {
        close(hold)
        while waitpid(identifier, nil, 0) < 0, errno == EINTR {}
    }
}
