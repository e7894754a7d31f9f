/// A message to many people, with how far it has come.
package struct Broadcast: Sendable, Equatable {
    package var id: Int64
    /// The Telegram id of who made it.
    package var creator: Int64
    package var status: Status
    package var message: BroadcastMessage
    package var audience: BroadcastAudience
    /// Begins by itself then: microseconds since 1970-01-01T00:00:00Z.
    package var scheduledAt: Int64?
    /// Messages a second at most.
    package var rate: Int64
    /// Sent outside of Telegram's limit for free messages, for Stars of the bot's balance.
    package var isPaid: Bool
    /// An IETF language tag: its progress is told in the chat that it was made in. Empty: it was made elsewhere.
    package var language: String
    /// People that it goes to: an estimate until it begins.
    package var recipients: Int64
    package var progress: BroadcastProgress
    /// What Telegram said of the last message that it refused; empty where it refused none.
    package var fault: String
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var createdAt: Int64
    package var startedAt: Int64?
    package var completedAt: Int64?

    package init(
        id: Int64,
        creator: Int64,
        status: Status,
        message: BroadcastMessage,
        audience: BroadcastAudience = BroadcastAudience(),
        scheduledAt: Int64? = nil,
        rate: Int64,
        isPaid: Bool = false,
        language: String = "",
        recipients: Int64,
        progress: BroadcastProgress = BroadcastProgress(),
        fault: String = "",
        createdAt: Int64,
        startedAt: Int64? = nil,
        completedAt: Int64? = nil
    ) {
        self.id = id
        self.creator = creator
        self.status = status
        self.message = message
        self.audience = audience
        self.scheduledAt = scheduledAt
        self.rate = rate
        self.isPaid = isPaid
        self.language = language
        self.recipients = recipients
        self.progress = progress
        self.fault = fault
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.completedAt = completedAt
    }

    /// People that it has not been tried with.
    package var remaining: Int64 { max(0, recipients - progress.sent - progress.failed - progress.unreachable) }

    /// Seconds until it is done; nil where it is not under way.
    package var secondsLeft: Int64? {
        status == .inProgress ? (remaining + rate - 1) / max(1, rate) : nil
    }

    /// The price in tenths of a Star; nil where it is free.
    package var price: Int64? { isPaid ? recipients : nil }
}

extension Broadcast {
    package enum Status: String, Sendable, CaseIterable {
        case draft
        /// Begins at its time.
        case scheduled
        case inProgress = "in_progress"
        case paused
        /// Everybody was tried.
        case completed
        /// Telegram takes the message for nobody.
        case failed
        case cancelled
    }

    /// What somebody can do with it.
    package enum Step: String, Sendable, CaseIterable {
        case start, pause, resume, cancel

        /// The statuses that allow it.
        package var allowed: [Status] {
            switch self {
            case .start: [.draft]
            case .pause: [.inProgress]
            case .resume: [.paused]
            case .cancel: [.draft, .scheduled, .inProgress, .paused]
            }
        }
    }
}

/// How many people a broadcast has been tried with.
package struct BroadcastProgress: Sendable, Equatable {
    package var sent: Int64
    /// Telegram refused the message.
    package var failed: Int64
    /// They have blocked the bot, never started it, or are gone.
    package var unreachable: Int64

    package init(sent: Int64 = 0, failed: Int64 = 0, unreachable: Int64 = 0) {
        self.sent = sent
        self.failed = failed
        self.unreachable = unreachable
    }
}
