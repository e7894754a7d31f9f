internal import Synchronization

/// The bot's name cannot be had now.
struct BotNameUnavailable: Error {}

/// The bot's deep link. The name in it is configured, or asked of the Bot API once and kept.
package final class Invitation: Sendable {
    private struct State {
        var username: String?
        /// The question under way, shared by all who need the answer.
        var question: Task<String?, Never>?
        /// Nanoseconds; no new question before it.
        var askAgainAt: UInt64 = 0
    }

    /// How long a failure is taken for an answer, so that a broken Bot API is not asked for every request.
    private static let pauseNanoseconds: UInt64 = 10_000_000_000

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

    private func username() async throws -> String {
        let now: UInt64 = now()
        let (known, question): (String?, Task<String?, Never>?) = state.withLock { state in
            if let username = state.username { return (username, nil) }
            if state.question == nil, now >= state.askAgainAt { state.question = Task { await ask() } }
            return (nil, state.question)
        }
        if let known { return known }
        guard let question else { throw BotNameUnavailable() }
        let answer: String? = await question.value
        state.withLock { state in
            state.question = nil
            if let answer {
                state.username = answer
            } else {
                state.askAgainAt = now &+ Invitation.pauseNanoseconds
            }
        }
        guard let answer else { throw BotNameUnavailable() }
        return answer
    }
}
