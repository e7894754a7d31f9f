import Synchronization

/// The bot's name cannot be had now.
struct BotNameUnavailable: Error {
    /// Seconds after which it may be.
    let retryAfter: Int
}

/// The bot's deep link. The name in it is configured, or asked of the Bot API once and kept.
package final class Invitation: Sendable {
    private struct State {
        var username: String?
        /// The question under way, shared by all who need the answer.
        var question: Task<String?, Never>?
        /// The number of those who wait for its answer.
        var waiters: Int = 0
        /// Nanoseconds; no new question before it.
        var askAgainAt: UInt64 = 0
    }

    /// How long a failure is taken for an answer, so that a broken Bot API is not asked for every request.
    private static let pauseNanoseconds: UInt64 = 10_000_000_000

    /// How many may wait for the Bot API at once: each is a connection and a handler that do nothing else. The others
    /// are turned away at once; the answer is the same for all, and soon there.
    static let mostWaiters: Int = 16

    private let state: Mutex<State>
    private let ask: @Sendable () async -> String?
    private let now: @Sendable () -> UInt64

    /// - Parameters:
    ///   - username: as configured, without "@".
    ///   - now: nanoseconds of a clock that never goes back.
    ///   - ask: asks the Bot API; nil where it does not answer.
    package init(
        username: String?,
        now: @escaping @Sendable () -> UInt64,
        ask: @escaping @Sendable () async -> String?
    ) {
        state = Mutex(State(username: username))
        self.ask = ask
        self.now = now
    }

    /// `https://t.me/<name>?start=invite`.
    func link() async throws -> String {
        "https://t.me/\(try await username())?start=invite"
    }

    /// The bot's name, without "@".
    package func username() async throws -> String {
        let step = state.withLock { next(&$0) }
        switch step {
        case .known(let username): return username
        case .unavailable(let error): throw error
        case .wait(let question):
            let answer = await question.value
            let pause = state.withLock { state in
                state.waiters -= 1
                return state.askAgainAt
            }
            guard let answer else { throw unavailable(until: pause) }
            return answer
        }
    }

    private enum Step {
        case known(String)
        case wait(Task<String?, Never>)
        case unavailable(BotNameUnavailable)
    }

    private func next(_ state: inout State) -> Step {
        if let username = state.username { return .known(username) }
        if state.question == nil, now() < state.askAgainAt { return .unavailable(unavailable(until: state.askAgainAt)) }
        guard state.waiters < Invitation.mostWaiters else { return .unavailable(BotNameUnavailable(retryAfter: 1)) }
        state.waiters += 1
        let question = state.question ?? Task { await self.askNow() }
        state.question = question
        return .wait(question)
    }

    /// Asks, and notes the answer; a pause counts from the end of what failed, however long that took.
    private func askNow() async -> String? {
        let answer = await ask()
        state.withLock { state in
            state.question = nil
            state.username = answer
            if answer == nil { state.askAgainAt = now() &+ Invitation.pauseNanoseconds }
        }
        return answer
    }

    private func unavailable(until time: UInt64) -> BotNameUnavailable {
        let now = now()
        let seconds = time > now ? (time - now + 999_999_999) / 1_000_000_000 : 1
        return BotNameUnavailable(retryAfter: Int(clamping: seconds))
    }
}
