/// Deadlines of connections, coarse and cheap: adding is O(1), and a deadline that moves later costs nothing.
///
/// A deadline belongs to a slot, the descriptor of a connection, and a slot has one that counts: the earliest that was
/// added. When it fires, the connection says when it wants to be called next. Connections that come and go in a slot
/// share its entry, so that short-lived ones do not pile up entries that are due long after they have gone.
struct TimerWheel {
    private struct Entry {
        let slot: Int32
        let due: Int
    }

    /// Milliseconds a bucket stands for, and buckets in a lap.
    private static let tick: Int = 16
    private static let size: Int = 1024

    private var buckets: [[Entry]] = Array(repeating: [], count: TimerWheel.size)
    /// Entries in all buckets, outdated ones included.
    private(set) var count: Int = 0
    /// When each slot fires; `.max` where it does not.
    private var dues: [Int] = []
    /// The tick that was looked at last.
    private var current: Int
    /// No entry is due before this time.
    private(set) var next: Int = .max

    init(now: Int) {
        current = now / TimerWheel.tick
    }

    /// Makes the slot fire at `due`, or leaves it alone where it fires before that.
    @inline(__always)
    mutating func add(slot: Int32, due: Int) {
        if Int(slot) < dues.count, dues[Int(slot)] <= due { return }
        insert(slot, due)
    }

    private mutating func insert(_ slot: Int32, _ due: Int) {
        while dues.count <= Int(slot) { dues.append(.max) }
        dues[Int(slot)] = due
        // At least one tick ahead: the current bucket may be under way.
        let tick = max(due / TimerWheel.tick &+ 1, current &+ 1)
        buckets[tick % TimerWheel.size].append(Entry(slot: slot, due: due))
        count += 1
        next = min(next, tick * TimerWheel.tick)
    }

    /// Returns the slots that fire; each has to be added again to fire again.
    mutating func takeDue(now: Int) -> [Int32] {
        let last = now / TimerWheel.tick
        guard now >= next, last > current else { return [] }
        var fired: [Int32] = []
        let steps = min(last - current, TimerWheel.size)
        for step in 1...steps {
            let index: Int = (last - steps + step) % TimerWheel.size
            guard !buckets[index].isEmpty else { continue }
            let due = buckets[index].filter { $0.due <= now }
            buckets[index].removeAll { $0.due <= now }
            count -= due.count
            for entry in due where dues[Int(entry.slot)] == entry.due {
                dues[Int(entry.slot)] = .max
                fired.append(entry.slot)
            }
        }
        current = last
        next = nextFilled()
        return fired
    }

    private func nextFilled() -> Int {
        guard count > 0 else { return .max }
        for step in 1...TimerWheel.size where !buckets[(current + step) % TimerWheel.size].isEmpty {
            return (current + step) * TimerWheel.tick
        }
        return .max
    }
}
