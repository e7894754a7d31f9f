import Testing

@testable import HTTPServer

@Suite struct CongestionTests {
    /// Lets so many handlers end in each of so many milliseconds beside `count` others; whether one more is too much.
    private func run(_ congestion: inout Congestion, ends: Int, milliseconds: Range<Int>, beside count: Int) -> Bool {
        var isTooMuch: Bool = false
        for now in milliseconds {
            for _ in 0..<ends { congestion.noteEnd() }
            isTooMuch = congestion.isTooMuch(beside: count, now: now)
        }
        return isTooMuch
    }

    @Test(arguments: [(1, 950, false), (1, 1_050, true), (4, 3_900, false), (4, 4_100, true)])
    func oneMoreIsTooMuchWhereItWouldWaitTooLong(ends: Int, count: Int, isTooMuch: Bool) {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        #expect(run(&congestion, ends: ends, milliseconds: 0..<500, beside: count) == isTooMuch)
    }

    @Test func fewAreNeverTooMany() {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        #expect(!run(&congestion, ends: 0, milliseconds: 0..<5_000, beside: Congestion.ignored - 1))
    }

    @Test func manyAreTooManyWhereNothingEnds() {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        #expect(!run(&congestion, ends: 0, milliseconds: 0..<500, beside: Congestion.ignored))
        #expect(run(&congestion, ends: 0, milliseconds: 500..<501, beside: Congestion.ignored))
    }

    @Test func quietTimesSayNothingAboutTheSpeed() {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        #expect(run(&congestion, ends: 1, milliseconds: 0..<500, beside: 1_100))
        // One a second, since nobody asks for more.
        for second in 1...10 {
            congestion.noteEnd()
            let isTooMuch: Bool = congestion.isTooMuch(beside: 1, now: second * 1_000)
            #expect(!isTooMuch)
        }
        #expect(!run(&congestion, ends: 4, milliseconds: 11_000..<11_500, beside: 3_900))
    }

    @Test func aCommitThatEndsManyAtOnceIsNotTakenForAStandstill() {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        for now in 0..<1_000 {
            if now % 400 == 399 { for _ in 0..<512 { congestion.noteEnd() } }
            let isTooMuch: Bool = congestion.isTooMuch(beside: 1_000, now: now)
            #expect(!isTooMuch, "\(now)")
        }
    }

    /// A commit that ends all at once makes room for as many as the database takes in the time allowed, not for all.
    @Test func theSpeedOutlivesAMomentWithoutWaiters() {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        let before: Bool = congestion.isTooMuch(beside: 500, now: 0)
        for _ in 0..<500 { congestion.noteEnd() }
        let after: [Bool] = [0, 100, 300].map { congestion.isTooMuch(beside: $0, now: 2_900) }
        #expect(!before && after == [false, false, true])
    }

    @Test func whatWasBeforeASilenceSaysNothing() {
        var congestion: Congestion = Congestion(maxWait: 1_000)
        #expect(run(&congestion, ends: 1, milliseconds: 0..<500, beside: 2_000))
        let after: [Bool] = [10, 100, 2_000].map { congestion.isTooMuch(beside: $0, now: 600_000) }
        #expect(after == [false, false, false])
    }
}
