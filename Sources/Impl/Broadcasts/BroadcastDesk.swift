import Domain
import Synchronization

/// What lies between the worker that knows broadcasts and the one that sends: messages go one way, results the other.
///
/// Each message that is offered comes back with one result, whatever happens to it.
package final class BroadcastDesk: Sendable {
    /// What became of a message.
    enum Outcome: Sendable, Equatable {
        case sent
        /// Telegram refused it, in these words.
        case failed(String)
        case unreachable
        /// It was not sent: the broadcast was withdrawn, or another process sends.
        case handedBack
    }

    struct Result: Sendable, Equatable {
        let recipient: BroadcastPlace
        let outcome: Outcome
    }

    /// How fast the broadcast lane is.
    struct Rate: Sendable, Equatable {
        var perSecond: Int64
        var isPaid: Bool
    }

    private struct State {
        var offered: [WaitingMessage] = []
        var rate = Rate(perSecond: 1, isPaid: false)
        /// Broadcasts of which nothing may be sent.
        var withdrawn: Set<Int64> = []
        /// Of them, those that whoever sends has not heard of.
        var newlyWithdrawn: [Int64] = []
        /// A step was taken since the table was looked at.
        var hasNews: Bool = true
        var results: [Result] = []
        var number: Int64 = .min
    }

    private let state = Mutex(State())
    /// Woken when something is offered or withdrawn, and when there are results.
    private let sender: Signal
    private let worker: Signal

    package init(sender: Signal, worker: Signal) {
        self.sender = sender
        self.worker = worker
    }

    // MARK: - The broadcasts' side

    /// Puts messages to recipients before whoever sends, in their order.
    func offer(_ messages: [(OutgoingMessage, BroadcastPlace)], at rate: Rate) {
        state.withLock { state in
            state.rate = rate
            for (message, recipient) in messages {
                state.withdrawn.remove(recipient.broadcast)
                state.number += 1
                state.offered.append(WaitingMessage(id: state.number, message: message, recipient: recipient))
            }
        }
        sender.wake()
    }

    /// Takes back what is not on its way: it comes back as a result.
    func withdraw(_ broadcast: Int64) {
        let isNew = state.withLock { state in
            guard state.withdrawn.insert(broadcast).inserted else { return false }
            state.newlyWithdrawn.append(broadcast)
            return true
        }
        if isNew { sender.wake() }
    }

    func takeResults() -> [Result] {
        state.withLock { state in
            defer { state.results = [] }
            return state.results
        }
    }

    /// True once after each step.
    func takeNews() -> Bool {
        state.withLock { state in
            defer { state.hasNews = false }
            return state.hasNews
        }
    }

    /// Tells that somebody took a step with a broadcast.
    package func noteStep() {
        state.withLock { $0.hasNews = true }
        worker.wake()
    }

    // MARK: - The sender's side

    /// What was offered and withdrawn since the last call, and how fast it may go.
    func takeOffered() -> (messages: [WaitingMessage], rate: Rate, withdrawn: [Int64]) {
        state.withLock { state in
            defer {
                state.offered = []
                state.newlyWithdrawn = []
            }
            return (state.offered, state.rate, state.newlyWithdrawn)
        }
    }

    func isWithdrawn(_ broadcast: Int64) -> Bool { state.withLock { $0.withdrawn.contains(broadcast) } }

    func report(_ recipient: BroadcastPlace, _ outcome: Outcome) {
        state.withLock { $0.results.append(Result(recipient: recipient, outcome: outcome)) }
        worker.wake()
    }
}
