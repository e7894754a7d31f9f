/// Deadlines of connections, coarse and cheap: adding is O(1), and a deadline that moves later costs nothing.
///
/// An entry names a connection by slot and generation and is due at a time. Whoever moves a deadline later leaves the
/// entry alone; when it fires, the connection says when it wants to be called next. So a connection has one entry
/// that counts, and an outdated one does no harm.
struct TimerWheel {
    struct Entry {
        let slot: Int32
        let generation: UInt32
        let due: Int
    }

    /// Milliseconds a bucket stands for, and buckets in a lap.
    private static let tick: Int = 16
    private static let size: Int = 1024

    private var buckets: [[Entry]] = Array(repeating: [], count: TimerWheel.size)
    private var count: Int = 0
    /// The tick that was looked at last.
    private var current: Int
    /// No entry is due before this time.
    private(set) var next: Int = .max

    init(now: Int) {
        current = now / TimerWheel.tick
    }

    mutating func add(slot: Int32, generation: UInt32, due: Int) {
        // At least one tick ahead: the current bucket may be under way.
        let tick: Int = max(due / TimerWheel.tick &+ 1, current &+ 1)
        buckets[tick % TimerWheel.size].append(Entry(slot: slot, generation: generation, due: due))
        count += 1
        next = min(next, tick * TimerWheel.tick)
    }

    /// Removes and returns every entry that is due.
    mutating func takeDue(now: Int) -> [Entry] {
        let last: Int = now / TimerWheel.tick
        guard now >= next, last > current else { return [] }
        var due: [Entry] = []
        let steps: Int = min(last - current, TimerWheel.size)
        for step in 1...steps {
            let index: Int = (last - steps + step) % TimerWheel.size
            guard !buckets[index].isEmpty else { continue }
            due.append(contentsOf: buckets[index].filter { $0.due <= now })
            buckets[index].removeAll { $0.due <= now }
        }
        count -= due.count
        current = last
        next = nextFilled()
        return due
    }

    private func nextFilled() -> Int {
        guard count > 0 else { return .max }
        for step in 1...TimerWheel.size where !buckets[(current + step) % TimerWheel.size].isEmpty {
            return (current + step) * TimerWheel.tick
        }
        return .max
    }
}
