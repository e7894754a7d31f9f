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

    @Test(arguments: [(1, 249, false), (1, 256, true), (4, 950, false), (4, 1_050, true)])
    func oneMoreIsTooMuchWhereItWouldWaitTooLong(ends: Int, count: Int, isTooMuch: Bool) {
        var congestion: Congestion = Congestion(maxWait: 250)
        #expect(run(&congestion, ends: ends, milliseconds: 0..<100, beside: count) == isTooMuch)
    }

    @Test func fewAreNeverTooMany() {
        var congestion: Congestion = Congestion(maxWait: 250)
        #expect(!run(&congestion, ends: 0, milliseconds: 0..<5_000, beside: Congestion.ignored - 1))
    }

    @Test func manyAreTooManyWhereNothingEnds() {
        var congestion: Congestion = Congestion(maxWait: 250)
        #expect(!run(&congestion, ends: 0, milliseconds: 0..<500, beside: Congestion.ignored))
        #expect(run(&congestion, ends: 0, milliseconds: 500..<501, beside: Congestion.ignored))
    }

    @Test func quietTimesSayNothingAboutTheSpeed() {
        var congestion: Congestion = Congestion(maxWait: 250)
        #expect(run(&congestion, ends: 1, milliseconds: 0..<100, beside: 1_000))
        // One a second, since nobody asks for more.
        for second in 1...10 {
            congestion.noteEnd()
            let isTooMuch: Bool = congestion.isTooMuch(beside: 1, now: second * 1_000)
            #expect(!isTooMuch)
        }
        #expect(!run(&congestion, ends: 4, milliseconds: 11_000..<11_100, beside: 900))
    }

    @Test func aCommitThatEndsManyAtOnceIsNotTakenForAStandstill() {
        var congestion: Congestion = Congestion(maxWait: 250)
        for now in 0..<1_000 {
            if now % 50 == 49 { for _ in 0..<256 { congestion.noteEnd() } }
            let isTooMuch: Bool = congestion.isTooMuch(beside: 256, now: now)
            #expect(!isTooMuch, "\(now)")
        }
    }
}
