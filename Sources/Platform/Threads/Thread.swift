import Glibc

/// A thread of the system's (`pthread_create`) that is waited for, once.
package struct Thread: Sendable {
    private let handle: pthread_t

    /// Starts it with all signals blocked, so that they reach the thread that waits for them.
    ///
    /// - Parameter name: shown by `top -H`; cut to 15 bytes.
    /// - Throws: where the system refuses.
    package init(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
        let box = Unmanaged.passRetained(ThreadBody(name: name, run: run))
        var every = sigset_t()
        var previous = sigset_t()
        sigfillset(&every)
        pthread_sigmask(SIG_SETMASK, &every, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        var handle = pthread_t()
        let code = pthread_create(
            &handle,
            nil,
            { argument in
                guard let argument else { return nil }
                let body = Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue()
                nameThisThread(body.name)
                body.run()
                return nil
            },
            box.toOpaque()
        )
        guard code == 0 else {
            box.release()
            throw SystemError(code: code)
        }
        self.handle = handle
    }

    /// Returns when the thread has ended. Whoever made it calls this once.
    package func join() { pthread_join(handle, nil) }

    /// Lets the thread end by itself; nobody can wait for it any more.
    fileprivate func detach() { pthread_detach(handle) }
}

/// Starts a thread that nobody waits for; see `Thread`.
package func startThread(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
    try Thread(name: name, run).detach()
}

/// The work of the new thread; boxed, because C passes one pointer.
private final class ThreadBody: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
        self.name = name
        self.run = run
    }
}

/// `pthread_setname_np` without the GNU extension that Swift's Glibc does not show; a failure costs only the name.
private func nameThisThread(_ name: String) {
    let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = write(file, name, min(name.utf8.count, 15))
    close(file)
}
