import ContractGenerator
import Testing

@Suite struct JSONPointerTests {
    @Test func readsTheExamplesOfTheRFC() {
        #expect(JSONPointer.tokens(of: "") == [])
        #expect(JSONPointer.tokens(of: "/") == [""])
        #expect(JSONPointer.tokens(of: "/a~1b/m~0n/ /c%d/0") == ["a/b", "m~n", " ", "c%d", "0"])
        #expect(JSONPointer.tokens(of: "/~01") == ["~1"])
    }

    @Test(arguments: ["a", "/~", "/~2", "/a~", " /a"])
    func refusesWhatIsNoPointer(_ text: String) {
        #expect(JSONPointer.tokens(of: text) == nil)
    }

    @Test(arguments: ["", "a/b", "~", "~1", "é", "/~0/"])
    func escapesWhatItReadsBack(_ token: String) {
        #expect(JSONPointer.tokens(of: "/" + JSONPointer.escape(token)) == [token])
    }
}
