/// Times counted to three significant digits, from 1 µs to 100 s: a high-dynamic-range histogram.
///
/// Up to 2,047 µs each microsecond has a count of its own; from there on each doubling has 1,024, so that what is read
/// is less than a thousandth above what was noted. It belongs to one thread; those of several are merged at the end.
package struct Histogram: Sendable, Equatable {
    /// Microseconds; what took longer counts as this.
    package static let longest: Int = 100_000_000

    private static let exact: Int = 2_048
    private static let perDoubling: Int = 1_024

    private var counts = [Int](repeating: 0, count: Self.index(of: Self.longest) + 1)
    /// How many times were noted.
    package private(set) var count: Int = 0
    /// The longest that was noted, exactly.
    package private(set) var max: Int = 0

    package init() {}

    package mutating func note(_ microseconds: Int) {
        let time = Swift.min(Swift.max(0, microseconds), Self.longest)
        counts[Self.index(of: time)] += 1
        count += 1
        max = Swift.max(max, time)
    }

    package mutating func merge(_ other: Histogram) {
        for (index, more) in other.counts.enumerated() where more > 0 { counts[index] += more }
        count += other.count
        max = Swift.max(max, other.max)
    }

    /// The time that so many of a thousand did not exceed: 500 is the median; 0 where nothing was noted.
    package func time(perMille: Int) -> Int {
        let rank = Swift.max(1, (count * perMille + 999) / 1_000)
        var seen = 0
        for (index, some) in counts.enumerated() where some > 0 {
            seen += some
            if seen >= rank { return Swift.min(Self.longestTime(at: index), max) }
        }
        return max
    }

    private static func index(of time: Int) -> Int {
        guard time >= exact else { return time }
        let shift = Int.bitWidth - 1 - time.leadingZeroBitCount - 10
        return exact + (shift - 1) * perDoubling + (time >> shift) - perDoubling
    }

    /// The longest time that is counted there.
    private static func longestTime(at index: Int) -> Int {
        guard index >= exact else { return index }
        let (doubling, step): (Int, Int) = (index - exact).quotientAndRemainder(dividingBy: perDoubling)
        return ((step + perDoubling + 1) << (doubling + 1)) - 1
    }
}
