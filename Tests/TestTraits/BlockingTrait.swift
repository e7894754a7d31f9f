internal import TestSupport
package import Testing

/// Runs each test on a thread of its own, two at a time: they block for seconds, and servers of their own take memory.
package struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    private static let turnstile: Turnstile = Turnstile(2)

    package var isRecursive: Bool { true }

    package func scopeProvider(for test: Test, testCase: Test.Case?) -> BlockingTrait? { testCase == nil ? nil : self }

    @concurrent package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        await Self.turnstile.enter()
        defer { Self.turnstile.leave() }
        let executor: BlockingExecutor = try BlockingExecutor()
        try await withTaskExecutorPreference(executor) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    package static var blocking: BlockingTrait { BlockingTrait() }
}
