/// How many applications are told one by one. Times are microseconds.
struct NoticePace {
    /// So many in a minute; more are told by their number.
    static let singles: Int = 10
    static let minute: Int64 = 60_000_000

    private var times: [Int64] = []
    private var quietUntil: Int64 = .min

    /// False in the minute after a number was told.
    func isDue(at now: Int64) -> Bool { now >= quietUntil }

    /// How many may be told one by one.
    mutating func room(at now: Int64) -> Int {
        times.removeAll { $0 <= now - NoticePace.minute }
        return NoticePace.singles - times.count
    }

    /// Notes what was told, and whether it was more than there was room for.
    mutating func told(_ count: Int, isTooMuch: Bool, at now: Int64) {
        if isTooMuch { quietUntil = now + NoticePace.minute } else { times += Array(repeating: now, count: count) }
    }
}
