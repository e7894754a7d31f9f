import TestSupport
import Testing

@testable import Impl

/// Ids that are handed out in order and committed in another.
struct SettledIDTests {
    @Test func whatNobodyWritesIsSettledAtOnce() {
        var settled = SettledID()
        #expect(settled.top(issued: 5, writers: []) == 5)
        #expect(settled.top(issued: 9, writers: []) == 9)
    }

    @Test func thoseWhoWriteAreWaitedForAndNobodyElse() {
        var settled = SettledID()
        #expect(settled.top(issued: 5, writers: ["a", "b"]) == nil)
        #expect(settled.top(issued: 7, writers: ["b", "c"]) == nil)
        #expect(settled.top(issued: 9, writers: ["c", "d"]) == 5, "c began when 5 was handed out")
        #expect(settled.top(issued: 9, writers: ["d"]) == nil)
        #expect(settled.top(issued: 9, writers: ["e"]) == 9)
        #expect(settled.top(issued: 12, writers: []) == 12)
    }

    /// Transactions take ids, commit in any order or never, and somebody looks in between.
    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func nothingComesBelowWhatIsSettled(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var settled = SettledID()
        var underWay: [String: [Int64]] = [:]
        var committed: Set<Int64> = []
        var told: Set<Int64> = []
        var (issued, mark): (Int64, Int64) = (0, 0)
        func look() {
            let writers = underWay.filter { !$0.value.isEmpty }.keys
            guard let top = settled.top(issued: issued, writers: Set(writers)) else { return }
            told.formUnion(committed.filter { $0 > mark && $0 <= top })
            mark = max(mark, top)
        }
        for step in 0..<2_000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3: if underWay.count < 5 { underWay["\(step)"] = [] }
            case 3..<7:
                guard let writer = underWay.keys.sorted().randomElement(using: &random) else { continue }
                issued += 1
                underWay[writer]?.append(issued)
            case 7..<9:
                guard let writer = underWay.keys.sorted().randomElement(using: &random) else { continue }
                let ids = underWay.removeValue(forKey: writer) ?? []
                if Bool.random(using: &random) { committed.formUnion(ids) }
            default: look()
            }
        }
        #expect(mark > 0, "some are told while others write")
        underWay = [:]
        look()
        #expect(told == committed && mark == issued)
    }
}
