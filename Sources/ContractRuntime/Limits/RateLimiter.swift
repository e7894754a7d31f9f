import Synchronization

/// Token buckets of many clients under one limit, in memory of a fixed size, safe to share between event loops.
///
/// A bucket is one number, the time at which it will be full again (GCRA). A client's bucket has its place in one of
/// eight slots; where all are taken, the one that is full soonest makes room: what is forgotten first are clients that
/// may ask anyway. A decision takes no memory and waits for nobody but who decides at the same moment.
///
/// Where processes share their limits, `takeSpendings` tells what was consumed here, and `learn` takes in what was
/// consumed elsewhere.
package final class RateLimiter: Sendable {
    private struct Slot {
        var client: UInt64 = 0
        /// A monotonic time in nanoseconds; 0 of a slot that nobody has.
        var fullAt: UInt64 = 0
        /// Tokens that `takeSpendings` has not told.
        var untold: UInt32 = 0
    }

    private struct Table {
        var slots: [Slot]
        /// The slots with tokens that are not told; some may be named twice.
        var untold: [Int] = []
        /// The latest time that was seen.
        var latest: UInt64 = 0

        /// A time before one already seen counts as that one.
        mutating func advance(to now: UInt64) -> UInt64 {
            if now > latest { latest = now }
            return latest
        }

        /// The slot of the client, or the one that is to be theirs.
        func slot(of client: UInt64, from start: Int) -> Int {
            var soonest = start
            for index in start..<min(start + RateLimiter.ways, slots.count) {
                if slots[index].client == client { return index }
                if slots[index].fullAt < slots[soonest].fullAt { soonest = index }
            }
            return soonest
        }

        func fullAt(_ index: Int, _ client: UInt64, _ now: UInt64) -> UInt64 {
            slots[index].client == client ? max(slots[index].fullAt, now) : now
        }
    }

    private static let ways = 8

    package let limit: RateLimit
    /// The farthest that the time of being full may be ahead of a request that passes.
    private let tolerance: UInt64
    /// Numbers that nobody outside knows: who could choose clients of one set could make it forget.
    private let seeds: (UInt64, UInt64)
    private let setMask: UInt64
    private let isShared: Bool
    private let table: Mutex<Table>

    /// - Parameters:
    ///   - capacity: buckets that are remembered; rounded up to a power of two.
    ///   - isShared: somebody calls `takeSpendings`.
    package init(_ limit: RateLimit, capacity: Int, isShared: Bool = false) {
        self.limit = limit
        self.isShared = isShared
        let (product, overflows) = limit.interval.multipliedReportingOverflow(by: UInt64(limit.burst - 1))
        tolerance = overflows ? .max : product
        var sets: UInt64 = 1
        while sets * UInt64(Self.ways) < UInt64(max(capacity, 0)), sets < 1 << 32 { sets *= 2 }
        setMask = sets - 1
        var random = SystemRandomNumberGenerator()
        seeds = (random.next() | 1, random.next())
        let count = capacity == 1 ? 1 : Int(sets) * Self.ways
        table = Mutex(Table(slots: Array(repeating: Slot(), count: count)))
    }

    /// Takes a token of the client's bucket; nil where there was one, otherwise the seconds (≥ 1) for `Retry-After`.
    ///
    /// - Parameter now: a monotonic time in nanoseconds.
    package func take(_ client: UInt64, now: UInt64) -> Int? {
        table.withLock { table in
            let now = table.advance(to: now)
            let index = table.slot(of: client, from: start(client))
            let fullAt = table.fullAt(index, client, now)
            if let seconds = seconds(fullAt - now) { return seconds }
            if table.slots[index].client != client { table.slots[index] = Slot(client: client) }
            table.slots[index].fullAt = adding(limit.interval, to: fullAt)
            if isShared { tell(index, in: &table) }
            return nil
        }
    }

    /// The same answer as `take`, without taking.
    package func wait(_ client: UInt64, now: UInt64) -> Int? {
        table.withLock { table in
            let now = table.advance(to: now)
            return seconds(table.fullAt(table.slot(of: client, from: start(client)), client, now) - now)
        }
    }

    /// The tokens that were taken since the last call, by client.
    package func takeSpendings() -> [(client: UInt64, tokens: Int)] {
        table.withLock { table in
            var spendings: [(client: UInt64, tokens: Int)] = []
            for index in table.untold where table.slots[index].untold > 0 {
                spendings.append((table.slots[index].client, Int(table.slots[index].untold)))
                table.slots[index].untold = 0
            }
            table.untold.removeAll(keepingCapacity: true)
            return spendings
        }
    }

    /// Takes in that, with all that was told of every process, the client's bucket is full at a time; what was taken
    /// here since then comes on top. A bucket never becomes fuller by it.
    package func learn(_ client: UInt64, fullAt: UInt64) {
        table.withLock { table in
            let index = table.slot(of: client, from: start(client))
            let isKnown = table.slots[index].client == client
            guard isKnown || fullAt > max(table.latest, table.slots[index].fullAt) else { return }
            if !isKnown { table.slots[index] = Slot(client: client) }
            let (own, overflows) = limit.interval.multipliedReportingOverflow(by: UInt64(table.slots[index].untold))
            table.slots[index].fullAt = max(table.slots[index].fullAt, adding(overflows ? .max : own, to: fullAt))
        }
    }

    /// The number of clients that are remembered.
    package var count: Int { table.withLock { $0.slots.count { $0.fullAt > 0 } } }

    private func start(_ client: UInt64) -> Int {
        let product = seeds.0.multipliedFullWidth(by: client ^ seeds.1)
        return Int((product.high ^ product.low) & setMask) * Self.ways
    }

    /// The seconds after which a bucket that is full after `wait` nanoseconds has a token; nil where it has one.
    private func seconds(_ wait: UInt64) -> Int? {
        guard wait > tolerance else { return nil }
        return Int(min((wait - tolerance - 1) / 1_000_000_000 + 1, UInt64(Int32.max)))
    }

    private func adding(_ time: UInt64, to fullAt: UInt64) -> UInt64 {
        let (sum, overflows) = fullAt.addingReportingOverflow(time)
        return overflows ? .max : sum
    }

    /// Who is forgotten before the next `takeSpendings` is not told: that takes more clients than there are slots.
    private func tell(_ index: Int, in table: inout Table) {
        if table.slots[index].untold == 0 {
            guard table.untold.count < table.slots.count else { return }
            table.untold.append(index)
        }
        if table.slots[index].untold < .max { table.slots[index].untold += 1 }
    }
}
