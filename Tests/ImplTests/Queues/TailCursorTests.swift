import Testing

@testable import Impl

/// Reading a table whose rows are committed out of order.
struct TailCursorTests {
    @Test func whatWasPassedOverIsLookedForForAWhile() {
        var cursor = TailCursor()
        cursor.saw([100, 101], at: 0)
        var missing = cursor.missing(at: 0)
        #expect(cursor.top == 101 && missing.isEmpty, "what was before is not missing")
        cursor.saw([103, 106], at: 10)
        missing = cursor.missing(at: 10)
        #expect(missing == [102, 104, 105])
        cursor.saw([104], at: 20)
        missing = cursor.missing(at: 20)
        #expect(missing == [102, 105] && cursor.top == 106)
        // However long nobody looked: once more, and then no longer.
        missing = cursor.missing(at: 100 * TailCursor.patience)
        #expect(missing == [102, 105])
        cursor.saw([], at: 100 * TailCursor.patience)
        missing = cursor.missing(at: 100 * TailCursor.patience)
        #expect(missing.isEmpty)
    }

    @Test func whatIsFoundAgainIsNoReasonToLookForMore() {
        var cursor = TailCursor()
        let page = Int64(TailCursor.atOnce)
        cursor.saw(Array(1...page), at: 0)
        #expect(cursor.hasMore && cursor.isDue(at: 0, mayReadOn: true))
        _ = cursor.missing(at: 0)
        #expect(!cursor.isDue(at: 1, mayReadOn: false) && cursor.isDue(at: TailCursor.pause, mayReadOn: false))
        cursor.saw(Array(1...page), at: 1)
        #expect(!cursor.hasMore)
    }

    @Test func aLongGapIsNotLookedForFromEndToEnd() {
        var cursor = TailCursor()
        cursor.saw([1, 1_000_000], at: 0)
        let missing = cursor.missing(at: 0)
        #expect(missing.count == 1_024 && missing.last == 999_999)
    }
}
