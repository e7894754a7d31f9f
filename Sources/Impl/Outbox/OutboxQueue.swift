import Domain

/// The messages of an outbox that were read: which is sent next, and when.
///
/// Pure: no clock, no network. Lanes go before each other; a chat has one call under way at a time, so that within a
/// lane its messages keep their order. Times are microseconds.
struct OutboxQueue {
    private struct Place: Hashable {
        let lane: OutgoingMessage.Lane
        let chat: Int64
    }

    fileprivate struct Chat {
        var pace: Pace?
        var minute: SlidingWindow?
        var pausedUntil: Int64 = .min
        var isUnderWay: Bool = false

        /// When it may get its next message.
        var next: Int64 { max(pausedUntil, pace?.next ?? .min, minute?.next ?? .min) }
    }

    private let pacing: Pacing
    private var waiting: [Place: [WaitingMessage]] = [:]
    private var held: Set<Int64> = []
    /// Chats that have something to send in a lane, in turn.
    private var turns: [OutgoingMessage.Lane: [Int64]] = [:]
    private var chats: [Int64: Chat] = [:]
    private var all: SlidingWindow
    /// Even steps: a lane that sends a second's worth at once would make an answer wait for the rest of it.
    private var broadcastPace: Pace?
    /// Paid messages are outside of what Telegram allows in all.
    private var isBroadcastPaid: Bool = false
    private var broadcastRate: Int64 = 0
    private var broadcastsUnderWay: Int = 0
    private var pausedUntil: Int64 = .min
    private var underWay: Int = 0
    /// The groups that have other ids.
    private var migrations: [Int64: Int64] = [:]
    /// Chats that were told to wait, and when.
    private var refusals: [(chat: Int64, time: Int64)] = []

    static let capacity: Int = 4_096

    init(_ pacing: Pacing) {
        self.pacing = pacing
        // A little longer than a second: on their way messages may draw together.
        all = SlidingWindow(max(1, pacing.perSecond), in: 1_050_000)
    }

    var hasRoom: Bool { held.count < OutboxQueue.capacity }

    /// Lets the broadcast lane send so many messages a second.
    mutating func setBroadcastRate(_ perSecond: Int64, isPaid: Bool) {
        isBroadcastPaid = isPaid
        guard perSecond != broadcastRate else { return }
        broadcastRate = perSecond
        // A tenth of a second's worth may be late, and is made up for.
        broadcastPace =
            pacing.perSecond == 0 ? nil : Pace(interval: 1_000_000 / perSecond, burst: max(1, perSecond / 10))
    }

    /// Broadcasts leave calls to others: answers do not wait for slow ones.
    private var mostBroadcasts: Int { max(1, pacing.atOnce * 3 / 4) }

    mutating func add(_ message: WaitingMessage) {
        guard held.insert(message.id).inserted else { return }
        var message = message
        message.message.chatID = address(message.message.chatID)
        let place = Place(lane: message.message.lane, chat: message.message.chatID)
        let queue = waiting[place, default: []]
        let index = queue.firstIndex { $0.id > message.id } ?? queue.count
        waiting[place, default: []].insert(message, at: index)
        if queue.isEmpty { turns[place.lane, default: []].append(place.chat) }
    }

    /// The chat's present id.
    func address(_ chat: Int64) -> Int64 { migrations[chat] ?? chat }

    /// The message to send now, which is under way from then on; nil where none may be.
    mutating func take(at now: Int64) -> WaitingMessage? {
        guard underWay < pacing.atOnce, pausedUntil <= now else { return nil }
        for lane in OutgoingMessage.Lane.allCases {
            guard let turn = turns[lane], next(in: lane) <= now else { continue }
            for (index, chat) in turn.enumerated() {
                var state = chats[chat] ?? newChat(chat)
                guard !state.isUnderWay, state.next <= now else { continue }
                guard let message = waiting[Place(lane: lane, chat: chat)]?.first, message.dueAt <= now else {
                    continue
                }
                turns[lane]?.remove(at: index)
                state.isUnderWay = true
                state.note(now)
                chats[chat] = state
                if !(lane == .broadcast && isBroadcastPaid) { all.add(now) }
                if lane == .broadcast {
                    broadcastPace?.add(now)
                    broadcastsUnderWay += 1
                }
                underWay += 1
                return message
            }
        }
        return nil
    }

    /// When the lane may send its next message, whatever its chats say.
    private func next(in lane: OutgoingMessage.Lane) -> Int64 {
        let all = pacing.perSecond == 0 ? .min : all.next
        guard lane == .broadcast else { return all }
        guard broadcastsUnderWay < mostBroadcasts else { return .max }
        return max(broadcastPace?.next ?? .min, isBroadcastPaid ? .min : all)
    }

    /// When `take` may give the next one; nil where nothing waits or only an end is waited for.
    func next(after now: Int64) -> Int64? {
        guard underWay < pacing.atOnce else { return nil }
        var soonest = Int64.max
        for (lane, turn) in turns {
            let laneNext = next(in: lane)
            guard laneNext < soonest else { continue }
            for chat in turn where chats[chat]?.isUnderWay != true {
                let due = waiting[Place(lane: lane, chat: chat)]?.first?.dueAt ?? 0
                soonest = min(soonest, max(due, chats[chat]?.next ?? .min, laneNext))
                if soonest <= max(now, laneNext) { break }
            }
        }
        guard soonest < .max else { return nil }
        return max(soonest, pausedUntil)
    }

    /// The call is over, and the message need not be sent any more.
    mutating func finish(_ message: WaitingMessage) {
        let place = Place(lane: message.message.lane, chat: message.message.chatID)
        if waiting[place]?.first?.id == message.id { waiting[place]?.removeFirst() }
        held.remove(message.id)
        release(place)
    }

    /// The call is over, and the message is tried again when it is due.
    mutating func retry(_ message: WaitingMessage) {
        let place = Place(lane: message.message.lane, chat: message.message.chatID)
        if waiting[place]?.first?.id == message.id { waiting[place]?[0] = message }
        release(place)
    }

    private mutating func release(_ place: Place) {
        underWay -= 1
        if place.lane == .broadcast { broadcastsUnderWay -= 1 }
        chats[place.chat]?.isUnderWay = false
        if waiting[place]?.isEmpty ?? true {
            waiting[place] = nil
        } else {
            turns[place.lane, default: []].append(place.chat)
        }
        if chats.count > 10_000 { forgetIdle() }
    }

    private mutating func forgetIdle() {
        let busy = Set(waiting.keys.map(\.chat))
        chats = chats.filter { $0.value.isUnderWay || busy.contains($0.key) || $0.value.pausedUntil > .min }
    }

    /// Takes out the messages to recipients of a broadcast, or of all, that are not under way.
    mutating func withdraw(_ broadcast: Int64? = nil) -> [WaitingMessage] {
        var withdrawn: [WaitingMessage] = []
        let inTurn = Set(turns[.broadcast] ?? [])
        for (place, queue) in waiting where place.lane == .broadcast {
            // The first is on its way where its chat has no turn.
            let gone = queue.dropFirst(inTurn.contains(place.chat) ? 0 : 1).filter { message in
                message.recipient.map { broadcast == nil || $0.broadcast == broadcast } ?? false
            }
            guard !gone.isEmpty else { continue }
            withdrawn += gone
            let ids = Set(gone.map(\.id))
            held.subtract(ids)
            let rest = queue.filter { !ids.contains($0.id) }
            waiting[place] = rest.isEmpty ? nil : rest
            if rest.isEmpty { turns[.broadcast]?.removeAll { $0 == place.chat } }
        }
        return withdrawn
    }

    // MARK: - What Telegram asks for

    mutating func pause(chat: Int64, until time: Int64) {
        guard chat != 0 else { return pausedUntil = max(pausedUntil, time) }
        var state = chats[chat] ?? newChat(chat)
        state.pausedUntil = max(state.pausedUntil, time)
        chats[chat] = state
    }

    /// Notes that Telegram told a chat to wait: true where so many chats were within a short time that all must.
    mutating func noteRefusal(of chat: Int64, at now: Int64) -> Bool {
        refusals.removeAll { $0.time < now - 5_000_000 || $0.chat == chat }
        refusals.append((chat, now))
        return refusals.count >= 3
    }

    /// The group has another id: what waits for it goes there.
    mutating func migrate(_ chat: Int64, to other: Int64) {
        migrations[chat] = other
        for lane in OutgoingMessage.Lane.allCases {
            guard let moved = waiting.removeValue(forKey: Place(lane: lane, chat: chat)) else { continue }
            turns[lane]?.removeAll { $0 == chat }
            for message in moved {
                held.remove(message.id)
                add(message)
            }
        }
    }

    private func newChat(_ chat: Int64) -> Chat {
        let isPaced = pacing.perSecond > 0 && chat != 0
        return Chat(
            pace: isPaced ? Pace(interval: 1_000_000, burst: Int64(pacing.burst)) : nil,
            minute: isPaced && chat < 0 ? SlidingWindow(pacing.perGroupMinute, in: 60_500_000) : nil
        )
    }
}

extension OutboxQueue.Chat {
    fileprivate mutating func note(_ now: Int64) {
        pace?.add(now)
        minute?.add(now)
    }
}
