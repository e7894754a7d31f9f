internal import Glibc

/// SIGTERM and SIGINT as something to wait for.
package struct TerminationSignal {
    /// Holds the signals back for `wait`; to be called before any thread is started.
    package static func hold() {
        var set: sigset_t = signals()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Returns the number of the signal that arrived (`sigwait`); blocks a thread made for it, not the caller's.
    package static func wait() async -> Int32 {
        await withCheckedContinuation { (continuation: CheckedContinuation<Int32, Never>) in
            let box: UnsafeMutableRawPointer = Unmanaged.passRetained(Box(continuation)).toOpaque()
            var thread: pthread_t = pthread_t()
            let code: Int32 = pthread_create(&thread, nil, { box in
                guard let box else { return nil }
                var set: sigset_t = TerminationSignal.signals()
                var number: Int32 = 0
                while sigwait(&set, &number) != 0 {}
                Unmanaged<Box>.fromOpaque(box).takeRetainedValue().continuation.resume(returning: number)
                return nil
            }, box)
            guard code == 0 else {
                Unmanaged<Box>.fromOpaque(box).takeRetainedValue().continuation.resume(returning: SIGTERM)
                return
            }
            pthread_detach(thread)
        }
    }

    private static func signals() -> sigset_t {
        var set: sigset_t = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        return set
    }

    private final class Box: Sendable {
        let continuation: CheckedContinuation<Int32, Never>

        init(_ continuation: CheckedContinuation<Int32, Never>) {
            self.continuation = continuation
        }
    }
}
