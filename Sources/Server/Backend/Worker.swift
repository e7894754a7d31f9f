/// A part that works as long as the process does.
package struct Worker: Sendable {
    /// As the log names it.
    package let name: String
    /// Called in order before anything is accepted; what it throws takes the process down.
    let start: @Sendable () throws -> Void
    /// Works until its task is cancelled; then finishes or hands back what it has begun, and returns. One that returns
    /// earlier, or throws, takes the process down.
    package let run: @Sendable () async throws -> Void

    package init(_ name: String, run: @escaping @Sendable () async throws -> Void) {
        self.init(name, start: {}, run: run)
    }

    private init(
        _ name: String,
        start: @escaping @Sendable () throws -> Void,
        run: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.start = start
        self.run = run
    }

    /// A part with a thread of its own, which works between two calls.
    package init(
        _ name: String,
        start: @escaping @Sendable () throws -> Void,
        stop: @escaping @Sendable () async -> Void
    ) {
        self.init(
            name,
            start: start,
            run: {
                // An hour or the cancellation, whichever is first.
                while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
                await stop()
            }
        )
    }
}

/// A worker ended while the process should go on.
package struct WorkerEnded: Error, Equatable, CustomStringConvertible {
    package let name: String
    /// The error that it threw, in words; nil where it returned.
    package let fault: String?

    package init(name: String, fault: String?) {
        self.name = name
        self.fault = fault
    }

    package var description: String { "the worker \(name) " + (fault.map { "failed: \($0)" } ?? "ended by itself") }
}
