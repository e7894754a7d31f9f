import Synchronization
import TestSupport
import Testing

@testable import Impl

struct InvitationTests {
    /// A Bot API that answers when told to, and a clock that goes when told to.
    private final class BotAPI: Sendable {
        private let state: Mutex<(questions: [CheckedContinuation<String?, Never>], asked: Int)> = Mutex(([], 0))
        let time: Atomic<UInt64> = Atomic(1_000_000_000)

        var asked: Int { state.withLock { $0.asked } }

        func ask() async -> String? {
            await withCheckedContinuation { question in
                state.withLock {
                    $0.questions.append(question)
                    $0.asked += 1
                }
            }
        }

        func answer(_ username: String?) {
            let questions = state.withLock { state in
                defer { state.questions = [] }
                return state.questions
            }
            for question in questions { question.resume(returning: username) }
        }

        func pass(seconds: UInt64) { time.add(seconds * 1_000_000_000, ordering: .relaxed) }

        func invitation(_ username: String? = nil) -> Invitation {
            Invitation(username: username, now: { self.time.load(ordering: .relaxed) }, ask: ask)
        }
    }

    private final class Outcomes: Sendable {
        let all: Mutex<[Int?]> = Mutex([])
    }

    /// The time is for a machine whose shared threads are all taken by tests that block.
    private func wait(until condition: () async -> Bool) async throws {
        try await Deadline.wait(seconds: 300, for: "what the test waits for", until: condition)
    }

    /// Seconds to wait where there is no link.
    private static func retryAfter(_ invitation: Invitation) async -> Int? {
        do {
            _ = try await invitation.link()
            return nil
        } catch {
            return (error as? BotNameUnavailable)?.retryAfter
        }
    }

    @Test func aFailureIsTakenForAnAnswerForTenSecondsFromItsEnd() async throws {
        let botAPI = BotAPI()
        let invitation = botAPI.invitation()
        async let first: Int? = Self.retryAfter(invitation)
        try await wait { botAPI.asked == 1 }
        // As long as a call that times out.
        botAPI.pass(seconds: 10)
        botAPI.answer(nil)
        #expect(await first == 10)
        #expect(await Self.retryAfter(invitation) == 10)
        botAPI.pass(seconds: 9)
        #expect(await Self.retryAfter(invitation) == 1)
        #expect(botAPI.asked == 1)
        botAPI.pass(seconds: 1)
        async let second: String = invitation.link()
        try await wait { botAPI.asked == 2 }
        botAPI.answer("example_bot")
        #expect(try await second == "https://t.me/example_bot?start=invite")
        #expect(try await invitation.link() == "https://t.me/example_bot?start=invite")
        #expect(botAPI.asked == 2)
    }

    @Test func fewWaitForTheBotAPIAndTheOthersAreTurnedAwayAtOnce() async throws {
        let botAPI = BotAPI()
        let invitation = botAPI.invitation()
        let outcomes = Outcomes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    let seconds = await Self.retryAfter(invitation)
                    outcomes.all.withLock { $0.append(seconds) }
                }
            }
            let refused = 200 - Invitation.mostWaiters
            try await wait { botAPI.asked == 1 && outcomes.all.withLock { $0.count } == refused }
            #expect(outcomes.all.withLock { $0.allSatisfy { $0 == 1 } })
            botAPI.answer("example_bot")
            try await group.waitForAll()
        }
        #expect(outcomes.all.withLock { $0.count { $0 == nil } } == Invitation.mostWaiters)
        #expect(botAPI.asked == 1)
        // Those who waited have made room.
        #expect(await Self.retryAfter(invitation) == nil)
    }

    @Test func aConfiguredNameIsNotAskedFor() async throws {
        let botAPI = BotAPI()
        #expect(try await botAPI.invitation("example_bot").link() == "https://t.me/example_bot?start=invite")
        #expect(botAPI.asked == 0)
    }
}
