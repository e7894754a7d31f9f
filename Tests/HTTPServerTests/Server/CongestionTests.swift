import Testing

@testable import HTTPServer

@Suite struct CongestionTests {
    /// A loop whose handlers wait for something.
    private struct Line {
        var congestion = Congestion(maxWait: 1_000)
        var count: Int = 0

        /// Lets so many requests come; returns how many were refused.
        mutating func come(_ requests: Int, at now: Int) -> Int {
            var refused = 0
            for _ in 0..<requests {
                if congestion.isTooMuch(beside: count, now: now) { refused += 1 } else { count += 1 }
            }
            return refused
        }

        mutating func end(_ handlers: Int, at now: Int) {
            for _ in 0..<min(handlers, count) {
                count -= 1
                congestion.noteEnd(leaving: count, now: now)
            }
        }
    }

    @Test("one more is refused where it would wait for over a second", arguments: [1, 4])
    func whatWouldWaitTooLongIsRefused(endsAMillisecond: Int) {
        var line = Line()
        _ = line.come(endsAMillisecond * 2_000, at: 0)
        var refused = 0
        for now in 1...3_000 {
            line.end(endsAMillisecond, at: now)
            refused += line.come(endsAMillisecond * 2, at: now)
        }
        #expect(refused > 0)
        #expect(abs(line.count - endsAMillisecond * 1_000) < endsAMillisecond * 20)
    }

    @Test func whatWaitsForLessIsNotRefused() {
        var line = Line()
        var refused = line.come(900, at: 0)
        for now in 1...3_000 {
            line.end(1, at: now)
            refused += line.come(1, at: now)
        }
        #expect(refused == 0)
    }

    @Test func fewAreNeverRefused() {
        var line = Line()
        var refused = 0
        for now in 0..<5_000 { refused += line.come(line.count < Congestion.ignored ? 1 : 0, at: now) }
        #expect(refused == 0)
    }

    @Test func manyAreRefusedWhereNothingEnds() {
        var line = Line()
        #expect(line.come(100, at: 0) == 0)
        #expect(line.come(10, at: 499) == 0)
        #expect(line.come(10, at: 500) == 10)
    }

    @Test("bursts that are soon answered are never refused", arguments: [300, 900, 2_000, 5_000, 20_000])
    func burstsAreNotRefused(period: Int) {
        var line = Line()
        var refused = 0
        for burst in 0..<50 {
            refused += line.come(200, at: burst * period)
            for now in 1...10 { line.end(20, at: burst * period + now) }
        }
        #expect(refused == 0)
    }

    /// A commit that ends all at once makes room for as many as the database takes in the time allowed, not for all.
    @Test func theSpeedIsThatOfTheWholeCommit() {
        var line = Line()
        #expect(line.come(500, at: 0) == 0)
        line.end(500, at: 2_900)
        let refused = line.come(500, at: 2_900)
        #expect((330...360).contains(refused), "\(refused)")
    }

    @Test func aCommitThatEndsManyAtOnceIsNotTakenForAStandstill() {
        var line = Line()
        var refused = 0
        for round in 0..<20 {
            refused += line.come(512, at: round * 400)
            line.end(512, at: round * 400 + 400)
        }
        #expect(refused == 0)
    }

    @Test func whatWasBeforeAQuietTimeSaysNothing() {
        var line = Line()
        _ = line.come(2_000, at: 0)
        #expect(line.come(1, at: 500) == 1)
        line.end(2_000, at: 600)
        #expect(line.come(500, at: 20_000) == 0)
    }
}
