import TestSupport
import Testing

/// Runs each test on a thread of its own, three at a time: they block for seconds, and servers of their own take
/// memory.
///
/// Whatever starts a process or waits for a socket has it: on the few threads that all tasks share, tests that never
/// block would wait for the others until their deadlines are over.
package struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    private static let places: Int = 3
    private static let turnstile: Turnstile = Turnstile(places)
    /// One at a time collects all places.
    private static let collecting: Turnstile = Turnstile(1)

    /// True for tests of what a server does at its limits, which those that take the machine beside them would move.
    let isAlone: Bool

    package var isRecursive: Bool { true }

    package func scopeProvider(for test: Test, testCase: Test.Case?) -> BlockingTrait? { testCase == nil ? nil : self }

    @concurrent package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let places: Int = isAlone ? Self.places : 1
        await Self.collecting.enter()
        for _ in 0..<places { await Self.turnstile.enter() }
        Self.collecting.leave()
        defer { for _ in 0..<places { Self.turnstile.leave() } }
        let executor = try BlockingExecutor()
        try await withTaskExecutorPreference(executor) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    package static var blocking: BlockingTrait { BlockingTrait(isAlone: false) }

    /// The same, with no other of these tests beside it.
    package static var blockingAlone: BlockingTrait { BlockingTrait(isAlone: true) }
}
