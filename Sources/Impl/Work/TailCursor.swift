/// Reads a table whose rows get ascending ids and are committed in another order, without missing any.
///
/// An id that was passed over is looked for again for a while: its row may be committed still.
struct TailCursor {
    /// How long a transaction can take: milliseconds.
    static let patience: Int = 6_000
    private static let mostGaps: Int = 1_024
    /// The rows to ask for at once.
    static let atOnce: Int = 512

    /// The greatest id that was seen.
    private(set) var top: Int64 = 0
    /// There may be rows that were not read because others came first.
    private(set) var hasMore: Bool = true
    /// The same, or something may have come since.
    private(set) var mayHaveMore: Bool = true
    private var gaps: [(id: Int64, until: Int)] = []
    private var lastRead: Int = .min / 2

    /// How long after one look the next is worth while, where there is work meanwhile: milliseconds.
    static let pause: Int = 4

    /// True where it is time to look, for somebody who has work; who has none always looks.
    ///
    /// - Parameter mayReadOn: there is room for what is known to be there.
    func isDue(at now: Int, mayReadOn: Bool) -> Bool { mayReadOn && hasMore || now - lastRead >= TailCursor.pause }

    /// Something may have come.
    mutating func expectMore() { mayHaveMore = true }

    /// The ids to look for again.
    mutating func missing(at now: Int) -> [Int64] {
        lastRead = now
        return gaps.map(\.id)
    }

    /// - Parameters:
    ///   - ids: of all rows that were found, ascending.
    ///   - now: before they were asked for: what is given up then was looked for a last time.
    mutating func saw(_ ids: [Int64], at now: Int) {
        let found = Set(ids)
        let before = top
        gaps.removeAll { found.contains($0.id) || $0.until <= now }
        for id in ids where id > top {
            // What is missing before the first one was there before anybody looked.
            if top > 0, id - top > 1 {
                let first = max(top + 1, id - Int64(TailCursor.mostGaps))
                gaps += (first..<id).map { ($0, now + TailCursor.patience) }
            }
            top = id
        }
        hasMore = ids.count { $0 > before } >= TailCursor.atOnce
        mayHaveMore = hasMore
        if gaps.count > TailCursor.mostGaps { gaps.removeFirst(gaps.count - TailCursor.mostGaps) }
    }

    /// Reading failed: the next try has time.
    mutating func sawNothing() { hasMore = false }

    /// Reads everything again.
    mutating func restart() { self = TailCursor() }
}
