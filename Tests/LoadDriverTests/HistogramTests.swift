import LoadDriver
import Testing

@Suite struct HistogramTests {
    /// Times over the whole range, denser than its steps at the lower end.
    private static let times: [Int] = Array(0..<5_000) + stride(from: 5_000, to: Histogram.longest, by: 90_001)

    @Test func everyTimeIsReadLessThanAThousandthAboveWhatWasNoted() {
        for time in Self.times {
            var histogram = Histogram()
            histogram.note(time)
            histogram.note(Histogram.longest)
            let read = histogram.time(perMille: 500)
            #expect(read >= time && (read - time) * 1_000 <= time, "\(time) is read as \(read)")
        }
    }

    @Test func percentilesAreThoseOfTheSortedTimes() {
        var random = SystemRandomNumberGenerator()
        let noted: [Int] = (0..<10_007).map { _ in 1 << Int.random(in: 0..<26, using: &random) + .random(in: 0..<999) }
        var histogram = Histogram()
        for time in noted { histogram.note(time) }
        let sorted = noted.sorted()
        for part in [1, 250, 500, 900, 990, 999, 1_000] {
            let exact = sorted[(sorted.count * part + 999) / 1_000 - 1]
            let read = histogram.time(perMille: part)
            #expect(read >= exact && (read - exact) * 1_000 <= exact, "\(part) ‰ is \(exact), read as \(read)")
        }
        #expect(histogram.max == sorted.last)
    }

    @Test func mergedHistogramsAreOneOfAllTimes() {
        var (one, other, all): (Histogram, Histogram, Histogram) = (Histogram(), Histogram(), Histogram())
        for (index, time) in Self.times.enumerated() {
            if index % 3 == 0 { one.note(time) } else { other.note(time) }
            all.note(time)
        }
        one.merge(other)
        #expect(one == all && all.count == Self.times.count)
    }

    @Test func timesOutsideTheRangeCountAtItsEnds() {
        var histogram = Histogram()
        #expect(histogram.time(perMille: 990) == 0)
        histogram.note(-5)
        histogram.note(.max)
        #expect(histogram.time(perMille: 500) == 0)
        #expect(histogram.time(perMille: 1_000) == Histogram.longest)
    }
}
