/// A person that a broadcast still goes to.
package struct BroadcastRecipient: Sendable, Equatable {
    package var telegramID: Int64
    package var firstName: String

    package init(telegramID: Int64, firstName: String) {
        self.telegramID = telegramID
        self.firstName = firstName
    }
}

/// What came of trying people, whose ids these are.
package struct BroadcastResults: Sendable, Equatable {
    package var sent: [Int64]
    package var failed: [Int64]
    package var unreachable: [Int64]
    /// What Telegram said of the last one that failed.
    package var fault: String

    package init(sent: [Int64] = [], failed: [Int64] = [], unreachable: [Int64] = [], fault: String = "") {
        self.sent = sent
        self.failed = failed
        self.unreachable = unreachable
        self.fault = fault
    }

    package var count: Int { sent.count + failed.count + unreachable.count }
}

/// A recipient of a broadcast.
package struct BroadcastPlace: Sendable, Hashable {
    package var broadcast: Int64
    package var telegramID: Int64

    package init(broadcast: Int64, telegramID: Int64) {
        self.broadcast = broadcast
        self.telegramID = telegramID
    }
}
