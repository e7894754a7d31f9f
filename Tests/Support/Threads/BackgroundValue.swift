import Synchronization

/// The value of a function that runs on a thread of its own.
package final class BackgroundValue<Value: Sendable>: Sendable {
    private final class Outcome: Sendable {
        let result: Mutex<Result<Value, TestFailure>?> = Mutex(nil)
    }

    private let outcome = Outcome()
    private let thread: BackgroundThread

    /// Starts the thread.
    package init(_ body: @escaping @Sendable () throws -> Value) throws {
        let outcome = outcome
        thread = try BackgroundThread {
            let result = Result { try body() }.mapError { TestFailure("\($0)") }
            outcome.result.withLock { $0 = result }
        }
    }

    /// True once the function has ended.
    package var isOver: Bool { outcome.result.withLock { $0 != nil } }

    /// Waits for its end; once.
    package func result() -> Result<Value, TestFailure> {
        thread.join()
        return outcome.result.withLock { $0 } ?? .failure(TestFailure("a thread ended without an outcome"))
    }

    /// All of several, in their order; every thread has ended, whatever is thrown.
    package static func all(_ values: [BackgroundValue<Value>]) throws -> [Value] {
        try values.map { $0.result() }.map { try $0.get() }
    }
}
