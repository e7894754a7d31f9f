/// The updates of a bot that it has not had yet, in lines that keep their order.
package struct UpdateQueue: Sendable {
    package struct Update: Sendable {
        package let id: Int64
        package let kind: String
        package let line: UpdateLine
        let payload: JSON
        let expires: Moment

        /// An `Update`.
        package var json: JSON { .object(["update_id": .int(id), kind: payload]) }
    }

    private struct Line {
        enum State: Equatable { case ready, inFlight, waiting(Moment) }
        var ids: [Int64] = []
        var head: Int = 0
        var failures: Int = 0
        var state: State = .ready
    }

    /// The next update's id. It may be set: Telegram's restart at a random number after a quiet week.
    package var nextID: Int64
    /// Kinds that are queued; nil: all but those that come on request.
    private(set) var allowed: Set<String>?
    private var updates: [Int64: Update] = [:]
    /// Ids in the order of their arrival; those before `head` and those that are in no dictionary are done.
    private var order: [Int64] = []
    private var head: Int = 0
    private var lines: [UpdateLine: Line] = [:]
    private var ready: [UpdateLine] = []
    private var readyHead: Int = 0
    private var waiting: Set<UpdateLine> = []
    private(set) var inFlight: Int = 0

    init(firstID: Int64) { nextID = firstID }

    /// Sets the kinds that are queued from here on; an empty list is all but those that come on request.
    mutating func allow(_ kinds: [String]) { allowed = kinds.isEmpty ? nil : Set(kinds) }

    func allows(_ kind: String) -> Bool { allowed?.contains(kind) ?? !UpdateKind.onRequest.contains(kind) }

    /// Puts an update at the end; nil where its kind is not allowed.
    mutating func append(_ kind: String, _ payload: JSON, now: Moment) -> Int64? {
        guard allows(kind) else { return nil }
        let line = UpdateKind.line(kind, payload)
        let expires = now + UpdateKind.lifetime(kind)
        let update = Update(id: nextID, kind: kind, line: line, payload: payload, expires: expires)
        nextID += 1
        updates[update.id] = update
        order.append(update.id)
        if lines[line] == nil { ready.append(line) }
        lines[line, default: Line()].ids.append(update.id)
        tidyReady()
        return update.id
    }

    package var count: Int { updates.count }

    /// Forgets what has expired and counts the rest.
    mutating func pendingCount(now: Moment) -> Int {
        for update in updates.values where update.expires <= now { remove(update.id) }
        return updates.count
    }

    mutating func removeAll() {
        updates = [:]
        order = []
        head = 0
        // What is under way ends by itself; its line is kept until then.
        lines = lines.filter { $0.value.state == .inFlight }
        for line in lines.keys { lines[line]?.ids.removeAll() }
        for line in lines.keys { lines[line]?.head = 0 }
        ready = []
        readyHead = 0
        waiting = []
    }

    private mutating func remove(_ id: Int64) { updates[id] = nil }

    // MARK: - Polling

    /// Confirms what stands before `offset`; a negative one counts from the end.
    mutating func confirm(offset: Int64) {
        skipDone()
        if offset > 0 {
            while head < order.count, order[head] < offset || updates[order[head]] == nil {
                finishFirst()
            }
        } else if offset < 0 {
            while updates.count > offset.magnitude, head < order.count { finishFirst() }
        }
    }

    private mutating func finishFirst() {
        let id = order[head]
        head += 1
        if let update = updates.removeValue(forKey: id) { tidy(update.line) }
        if head > 1024, head * 2 > order.count {
            order.removeFirst(head)
            head = 0
        }
    }

    private mutating func skipDone() {
        while head < order.count, updates[order[head]] == nil { finishFirst() }
    }

    /// The first updates that have not expired.
    mutating func first(_ limit: Int, now: Moment) -> [Update] {
        var found: [Update] = []
        var index = head
        while index < order.count, found.count < limit {
            if let update = updates[order[index]] {
                if update.expires <= now { remove(update.id) } else { found.append(update) }
            }
            index += 1
        }
        return found
    }

    // MARK: - Delivery

    /// The next update whose line has its turn, which is under way from here on.
    package mutating func takeNext(now: Moment) -> Update? {
        for line in waiting {
            guard case .waiting(let until)? = lines[line]?.state, until <= now else { continue }
            waiting.remove(line)
            lines[line]?.state = .ready
            ready.append(line)
        }
        while readyHead < ready.count {
            let line = ready[readyHead]
            readyHead += 1
            if readyHead > 1024, readyHead * 2 > ready.count {
                ready.removeFirst(readyHead)
                readyHead = 0
            }
            guard lines[line]?.state == .ready, let update = headOf(line, now: now) else { continue }
            lines[line]?.state = .inFlight
            inFlight += 1
            return update
        }
        return nil
    }

    /// When the next line that waits has its turn again.
    package var nextTurn: Moment? {
        waiting.compactMap { line in
            if case .waiting(let until)? = lines[line]?.state { until } else { nil }
        }.min()
    }

    /// The update was taken, or nobody wants it any more: the line goes on.
    package mutating func delivered(_ update: Update) {
        inFlight -= 1
        remove(update.id)
        skipDone()
        lines[update.line]?.failures = 0
        goOn(update.line, at: nil)
    }

    /// The update was not taken; its line waits for `retryAfter` or, where that is nil, longer each time.
    package mutating func failed(_ update: Update, retryAfter: Double?, now: Moment) {
        inFlight -= 1
        let failures = (lines[update.line]?.failures ?? 0) + 1
        lines[update.line]?.failures = failures
        let delay = retryAfter ?? UpdateQueue.delay(afterFailures: failures)
        goOn(update.line, at: delay > 0 ? now + delay : nil)
    }

    /// Seconds before the next attempt: at once, then 2, 4, 8 … 64.
    static func delay(afterFailures failures: Int) -> Double {
        failures <= 1 ? 0 : Double(1 << min(failures - 1, 6))
    }

    private mutating func goOn(_ line: UpdateLine, at moment: Moment?) {
        lines[line]?.state = moment.map { .waiting($0) } ?? .ready
        if moment != nil { waiting.insert(line) } else { ready.append(line) }
        tidy(line)
    }

    /// The first update of a line that is still wanted; a line without any is forgotten.
    private mutating func headOf(_ line: UpdateLine, now: Moment) -> Update? {
        while let state = lines[line], state.head < state.ids.count {
            if let update = updates[state.ids[state.head]] {
                if update.expires > now { return update }
                remove(update.id)
            }
            lines[line]?.head += 1
            lines[line]?.failures = 0
        }
        lines[line] = nil
        return nil
    }

    /// Lines that went away by polling leave their turns behind.
    private mutating func tidyReady() {
        guard ready.count - readyHead > 1024 + 4 * lines.count else { return }
        var seen: Set<UpdateLine> = []
        ready = ready[readyHead...].filter { lines[$0] != nil && seen.insert($0).inserted }
        readyHead = 0
    }

    /// Forgets a line that has nothing left, and what is done of the others.
    private mutating func tidy(_ name: UpdateLine) {
        guard var line = lines[name], line.state != .inFlight else { return }
        while line.head < line.ids.count, updates[line.ids[line.head]] == nil { line.head += 1 }
        if line.head > 64, line.head * 2 > line.ids.count {
            line.ids.removeFirst(line.head)
            line.head = 0
        }
        lines[name] = line.head < line.ids.count ? line : nil
        if lines[name] == nil { waiting.remove(name) }
    }
}
