internal import Glibc

/// SIGTERM and SIGINT, taken by a thread of their own (`sigwait`): no handler runs between two instructions of ours.
package enum Signals {
    /// Blocks both for this thread and for all that it starts, and ignores SIGPIPE; to be called first of all.
    package static func prepare() {
        var set: sigset_t = shutdownSet()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Calls `drain` at the first signal; a second one ends the process at once, as the shell reports it (128 + n).
    ///
    /// - Returns: false where the thread cannot be made.
    package static func watch(_ drain: @escaping @Sendable (_ signal: Int32) -> Void) -> Bool {
        let body: Unmanaged<SignalBody> = Unmanaged.passRetained(SignalBody(drain))
        var thread: pthread_t = pthread_t()
        guard pthread_create(&thread, nil, signalThread, body.toOpaque()) == 0 else {
            body.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    fileprivate static func shutdownSet() -> sigset_t {
        var set: sigset_t = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        return set
    }

    fileprivate static func next() -> Int32 {
        var set: sigset_t = shutdownSet()
        var number: CInt = 0
        while sigwait(&set, &number) != 0 {}
        return number
    }
}

private final class SignalBody: Sendable {
    let drain: @Sendable (Int32) -> Void
    init(_ drain: @escaping @Sendable (Int32) -> Void) { self.drain = drain }
}

private func signalThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let body: SignalBody = Unmanaged<SignalBody>.fromOpaque(argument).takeRetainedValue()
    body.drain(Signals.next())
    _exit(128 + Signals.next())
}
