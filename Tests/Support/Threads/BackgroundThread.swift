import Platform

/// A thread of a test's own, for what blocks beside it. Whoever starts one joins it.
package struct BackgroundThread: Sendable {
    private let thread: Thread

    /// Starts the thread.
    package init(_ run: @escaping @Sendable () -> Void) throws {
        thread = try Thread(name: "test", run)
    }

    /// Waits for its end; once.
    package func join() { thread.join() }
}
