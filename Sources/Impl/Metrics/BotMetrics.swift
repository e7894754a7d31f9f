import Domain
import Metrics
import Synchronization

/// The work of the bot's workers in this process: updates by kind, messages by lane, and what became of each.
package final class BotMetrics: Sendable {
    /// What became of an attempt to handle an update.
    enum UpdateOutcome: Int, CaseIterable {
        case handled
        /// Nobody can read it, now or later.
        case unreadable
        /// It is tried again.
        case failed
        /// It is tried no more.
        case dead
    }

    /// What became of an attempt to send a message.
    enum MessageOutcome: Int, CaseIterable {
        case sent
        /// It is tried again.
        case postponed
        /// Whom it is for has blocked the bot, or is gone.
        case unreachable
        /// What it would change is not there any more.
        case gone
        /// Telegram takes it never.
        case refused
    }

    private static let kinds: [String] = UpdateKind.allCases.map(\.rawValue) + [ReceivedUpdate.paymentKind, "other"]
    private static let rows: [String: Int] = Dictionary(
        uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) }
    )

    package let updates = Counters(
        MetricLabel("kind", kinds),
        MetricLabel("outcome", of: UpdateOutcome.self)
    )
    package let messages = Counters(
        MetricLabel("lane", of: OutgoingMessage.Lane.self),
        MetricLabel("outcome", of: MessageOutcome.self)
    )
    private let handledAt: Atomic<Int64> = Atomic(0)
    private let sentAt: Atomic<Int64> = Atomic(0)

    package init() {}

    /// When the last update was handled: microseconds since 1970-01-01T00:00:00Z; nil before the first.
    package var lastHandled: Int64? { BotMetrics.time(handledAt) }
    /// The same of the last message that was sent.
    package var lastSent: Int64? { BotMetrics.time(sentAt) }

    func note(_ update: WaitingUpdate, _ outcome: UpdateOutcome, at time: Int64) {
        let row = Self.rows[update.kind] ?? Self.kinds.count - 1
        updates.add(1, row, outcome.rawValue)
        if outcome == .handled { handledAt.store(time, ordering: .relaxed) }
    }

    func note(_ message: WaitingMessage, _ outcome: MessageOutcome, at time: Int64) {
        let row = Int(message.message.lane.rawValue - OutgoingMessage.Lane.alert.rawValue)
        messages.add(1, row, outcome.rawValue)
        if outcome == .sent { sentAt.store(time, ordering: .relaxed) }
    }

    private static func time(_ atomic: borrowing Atomic<Int64>) -> Int64? {
        let time = atomic.load(ordering: .relaxed)
        return time == 0 ? nil : time
    }
}

extension SendingFault {
    var outcome: BotMetrics.MessageOutcome {
        switch self {
        case .wait, .migrated, .unauthorized, .transient: .postponed
        case .unreachable: .unreachable
        case .already: .sent
        case .gone: .gone
        case .refused: .refused
        }
    }
}
