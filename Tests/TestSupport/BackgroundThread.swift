import Glibc

/// A thread of a test's own, for what blocks beside it. Whoever starts one joins it.
package final class BackgroundThread: Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: pthread_t

    /// Starts the thread.
    package init(_ run: @escaping @Sendable () -> Void) throws {
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            body.toOpaque()
        )
        guard code == 0 else {
            body.release()
            throw TestFailure("no thread: errno \(code)")
        }
        self.thread = thread
    }

    /// Waits for its end; once.
    package func join() {
        pthread_join(thread, nil)
    }
}
