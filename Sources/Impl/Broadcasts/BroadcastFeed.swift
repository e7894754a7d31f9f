import Domain

/// How far a broadcast has come in this process: whom it was offered for, and what is to be recorded.
struct BroadcastFeed {
    /// So many refusals one after another, with nobody who got it, say that Telegram takes the message for nobody.
    private static let mostRefusals: Int = 20

    private(set) var broadcast: Broadcast
    let call: BroadcastCall
    /// It is under way; what was offered may come back where it is not.
    var isActive: Bool = true
    /// Everybody stands in the table.
    var isListed: Bool = false
    /// The last Telegram id that was read; nil before any.
    private(set) var top: Int64?
    /// There may be more behind it.
    private(set) var hasMore: Bool = true
    private var inHand: Set<Int64> = []
    /// Somebody was handed back, and is read again once nobody is in hand.
    private var mustRestart: Bool = false
    private(set) var results = BroadcastResults()
    private var refusals: Int = 0
    /// Nobody got it, in this process or before.
    private var isUntaken: Bool

    init(_ broadcast: Broadcast) {
        self.broadcast = broadcast
        call = BroadcastCall(broadcast)
        isUntaken = broadcast.progress.sent == 0
    }

    /// People who were offered and have no result.
    var count: Int { inHand.count }

    /// More people may be read.
    var isHungry: Bool { isActive && isListed && hasMore && !mustRestart }

    /// Everybody was tried, and it is recorded.
    var isOver: Bool { isActive && isListed && !hasMore && !mustRestart && inHand.isEmpty && results.count == 0 }

    /// Telegram takes it for nobody.
    var isRefused: Bool { isActive && isUntaken && refusals >= Self.mostRefusals }

    /// How it ends.
    var ending: Broadcast.Status { isUntaken && refusals > 0 ? .failed : .completed }

    /// Up to which Telegram id nobody waits: what is recorded now counts as done.
    var doneTo: Int64 { mustRestart ? 0 : inHand.min().map { $0 - 1 } ?? top ?? 0 }

    /// Takes what the table says now.
    mutating func refresh(_ broadcast: Broadcast) {
        self.broadcast = broadcast
        isActive = true
    }

    /// Nothing is in memory that the table does not know.
    var isIdle: Bool { inHand.isEmpty && results.count == 0 }

    mutating func offered(_ recipients: [BroadcastRecipient], isLast: Bool) {
        inHand.formUnion(recipients.map(\.telegramID))
        if let last = recipients.last { top = last.telegramID }
        hasMore = !isLast
    }

    mutating func note(_ id: Int64, _ outcome: BroadcastDesk.Outcome) {
        guard inHand.remove(id) != nil else { return }
        switch outcome {
        case .sent:
            results.sent.append(id)
            isUntaken = false
            refusals = 0
        case .failed(let words):
            results.failed.append(id)
            results.fault = words
            refusals += 1
        case .unreachable: results.unreachable.append(id)
        case .handedBack: mustRestart = true
        }
    }

    /// The results are recorded, and those who were handed back are read again.
    mutating func recorded() {
        results = BroadcastResults()
        guard mustRestart, inHand.isEmpty else { return }
        mustRestart = false
        top = nil
        hasMore = true
    }
}
