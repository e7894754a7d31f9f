import Domain

/// The updates of an inbox that a process has read, by their keys: which is handled next.
///
/// Pure: no clock, no database. A key has one update under way at a time. Of each key few are held, so that one that is
/// stuck leaves room for the others; the rest is read again when it is its turn.
struct InboxQueue {
    struct Limits {
        var perKey: Int = 8
        var count: Int = 2_048
        var bytes: Int = 16 << 20
    }

    private struct Key {
        var updates: [WaitingUpdate] = []
        /// There are others from this one on, which are not held.
        var moreFrom: Int64?
        var isUnderWay: Bool = false
        var isQueued: Bool = false
    }

    private let limits: Limits
    private var keys: [OrderKey: Key] = [:]
    /// Ids of the updates that are here.
    private var held: Set<Int64> = []
    private var bytes: Int = 0
    /// Keys whose first update may be handled, in order; what stands before `next` is done.
    private var ready: [OrderKey] = []
    private var next: Int = 0
    /// The same of updates that queue behind nothing.
    private var urgent: [OrderKey] = []
    /// Keys that have no update here and others in the table.
    private var emptied: Set<OrderKey> = []
    /// Keys whose first update is not due.
    private var delayed: [OrderKey: Int64] = [:]
    /// None of them is due before.
    private var soonest: Int64 = .max

    init(limits: Limits = Limits()) { self.limits = limits }

    var hasRoom: Bool { held.count < limits.count && bytes < limits.bytes }

    /// When the next one is due that is not yet: microseconds since 1970-01-01T00:00:00Z.
    var nextDue: Int64? { soonest == .max ? nil : soonest }

    /// How many keys may have an update that can be begun.
    var readyCount: Int { ready.count - next }

    /// True where `incomplete` has some.
    var isIncomplete: Bool { emptied.contains { delayed[$0] == nil } }

    /// The keys that have no update here and others in the table, and from which id on.
    var incomplete: [(key: OrderKey, from: Int64)] {
        emptied.compactMap { key in
            guard delayed[key] == nil, let from = keys[key]?.moreFrom else { return nil }
            return (key, from)
        }
    }

    /// Takes an update in, unless it is held.
    mutating func add(_ update: WaitingUpdate) {
        guard !held.contains(update.id) else { return }
        var key = keys[update.orderKey] ?? Key()
        let isFull = key.updates.count >= limits.perKey || key.moreFrom.map { $0 <= update.id } ?? false
        if isFull || (key.updates.isEmpty && key.moreFrom != nil) {
            key.moreFrom = min(key.moreFrom ?? .max, update.id)
        } else {
            hold(update, in: &key)
        }
        put(key, update.orderKey)
        queue(update.orderKey)
    }

    /// Takes what was read again of a key.
    ///
    /// - Parameter isAll: there are no others in the table.
    mutating func refill(_ orderKey: OrderKey, with updates: [WaitingUpdate], isAll: Bool) {
        guard var key = keys[orderKey] else { return }
        for update in updates where !held.contains(update.id) { hold(update, in: &key) }
        key.moreFrom = isAll ? nil : updates.last.map { $0.id + 1 }
        put(key, orderKey)
        forgetIfEmpty(orderKey)
        queue(orderKey)
    }

    /// The update to handle next, which is under way from then on; nil where there is none.
    ///
    /// - Parameter urgentOnly: only one that queues behind nothing.
    mutating func take(at now: Int64, urgentOnly: Bool = false) -> WaitingUpdate? {
        if soonest <= now { wake(at: now) }
        while let orderKey = nextReady(urgentOnly) {
            // One that was forgotten and came back stands here twice.
            guard var key = keys[orderKey], key.isQueued, !key.isUnderWay, let update = key.updates.first else {
                continue
            }
            key.isQueued = false
            let isBlocked = update.state == .blocking
            let due = isBlocked ? now + InboxQueue.blockedFor : update.dueAt
            // One that blocks its key is looked for again after a while: somebody may have decided.
            if isBlocked { park(&key) }
            key.isUnderWay = due <= now
            put(key, orderKey)
            if due <= now { return update }
            delay(orderKey, until: due)
        }
        return nil
    }

    private mutating func nextReady(_ urgentOnly: Bool) -> OrderKey? {
        if !urgent.isEmpty { return urgent.removeFirst() }
        guard !urgentOnly, next < ready.count else { return nil }
        defer {
            next += 1
            if next > 1_024, next * 2 > ready.count {
                ready.removeFirst(next)
                next = 0
            }
        }
        return ready[next]
    }

    /// The update that was under way is done, dead, or somebody else's.
    mutating func finish(_ update: WaitingUpdate) {
        guard var key = keys[update.orderKey] else { return }
        key.isUnderWay = false
        if key.updates.first?.id == update.id { release(&key) }
        put(key, update.orderKey)
        forgetIfEmpty(update.orderKey)
        queue(update.orderKey)
    }

    /// The update that was under way is tried again when it is due.
    mutating func retry(_ update: WaitingUpdate) {
        guard var key = keys[update.orderKey] else { return }
        key.isUnderWay = false
        if key.updates.first?.id == update.id { key.updates[0] = update }
        put(key, update.orderKey)
        queue(update.orderKey)
    }

    /// Forgets the updates of partitions that others have; what is under way stays.
    mutating func keep(_ partitions: UInt32) {
        for (orderKey, key) in keys where partitions >> UInt32(orderKey.partition) & 1 == 0 {
            var key = key
            let first = key.isUnderWay ? key.updates.first : nil
            while !key.updates.isEmpty { release(&key) }
            if let first { hold(first, in: &key) }
            key.moreFrom = nil
            put(key, orderKey)
            delayed[orderKey] = nil
            forgetIfEmpty(orderKey)
        }
    }

    private mutating func hold(_ update: WaitingUpdate, in key: inout Key) {
        held.insert(update.id)
        bytes += update.raw.count
        let place = key.updates.firstIndex { $0.id > update.id } ?? key.updates.count
        key.updates.insert(update, at: key.isUnderWay ? min(max(place, 1), key.updates.count) : place)
    }

    /// Lets the first one go.
    private mutating func release(_ key: inout Key) {
        let update = key.updates.removeFirst()
        held.remove(update.id)
        bytes -= update.raw.count
    }

    /// Lets all of a key go, to be read again.
    private mutating func park(_ key: inout Key) {
        key.moreFrom = key.updates.first?.id
        while !key.updates.isEmpty { release(&key) }
    }

    /// How long a key that is blocked is left alone: microseconds.
    private static let blockedFor: Int64 = 5_000_000

    private mutating func delay(_ orderKey: OrderKey, until time: Int64) {
        delayed[orderKey] = time
        soonest = min(soonest, time)
    }

    private mutating func wake(at now: Int64) {
        for (orderKey, due) in delayed where due <= now {
            delayed[orderKey] = nil
            queue(orderKey)
        }
        soonest = delayed.values.min() ?? .max
    }

    private mutating func queue(_ orderKey: OrderKey) {
        guard var key = keys[orderKey], !key.isUnderWay, !key.isQueued, !key.updates.isEmpty, delayed[orderKey] == nil
        else { return }
        key.isQueued = true
        keys[orderKey] = key
        if key.updates.first?.kind == UpdateKind.preCheckoutQuery.rawValue {
            urgent.append(orderKey)
        } else {
            ready.append(orderKey)
        }
    }

    private mutating func put(_ key: Key, _ orderKey: OrderKey) {
        keys[orderKey] = key
        if key.updates.isEmpty, key.moreFrom != nil {
            emptied.insert(orderKey)
        } else if !emptied.isEmpty {
            emptied.remove(orderKey)
        }
    }

    private mutating func forgetIfEmpty(_ orderKey: OrderKey) {
        guard let key = keys[orderKey], key.updates.isEmpty, key.moreFrom == nil, !key.isUnderWay else { return }
        keys[orderKey] = nil
    }
}
