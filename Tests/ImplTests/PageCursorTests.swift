import Impl
import Testing

struct PageCursorTests {
    @Test(arguments: [1, 2, 255, 256, 4_503_599_627_370_495, .max] as [Int64])
    func cursorComesBackAsItWentOut(id: Int64) {
        let text = PageCursor(id: id).text
        #expect(PageCursor(text)?.id == id)
        #expect(text.utf8.count == 12)
        #expect(text.utf8.allSatisfy { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") })
    }

    @Test(arguments: [
        "", "1", "AQAAAAAAAAA", "AQAAAAAAAAAB=", "AQAAAAAAAAABA", "AQAAAAAAAAAA", "AgAAAAAAAAAB", "Af__________",
        "AYAAAAAAAAAA", "AQAAAAAAAAA=", "AQAAAAAAAA+B", "AQAAAAAAAA B", "éééééé", "AQAAAAAAAA\0B",
    ])
    func whatIsNotACursorIsRefused(text: String) {
        #expect(PageCursor(text) == nil)
    }
}
