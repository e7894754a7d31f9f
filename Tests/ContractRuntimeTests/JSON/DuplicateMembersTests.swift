import ContractRuntime
import HTTPTypes
import Testing

@Suite struct DuplicateMembersTests {
    private func object(_ names: [String]) -> String {
        "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    }

    /// Objects of 24 members are compared each with each, of 25 by hash.
    @Test("a repeated name is found in objects of any size", arguments: [2, 3, 23, 24, 25, 26, 1_000])
    func sizes(_ count: Int) throws {
        let names: [String] = (0..<count).map { "n\($0)" }
        #expect(try duplicate(in: object(names)) == nil)
        for index in Set([1, count / 2, count - 1]) where index > 0 {
            var repeated = names
            repeated[index] = "n0"
            #expect(try duplicate(in: object(repeated)) == "/n0")
        }
    }

    @Test("names are compared after decoding, by bytes")
    func decoding() throws {
        #expect(try duplicate(in: #"{"a":1,"\u0061":2}"#) == "/a")
        #expect(try duplicate(in: #"{"a/b":1,"a\/b":2}"#) == "/a~1b")
        #expect(try duplicate(in: #"{"":1,"":2}"#) == "/")
        #expect(try duplicate(in: #"{"é":1,"e\u0301":2}"#) == nil)
        #expect(try duplicate(in: #"{"a":1,"a\u0000":2,"A":3}"#) == nil)
    }

    @Test("every object is looked at, each for itself")
    func nesting() throws {
        #expect(try duplicate(in: #"{"a":{"a":{"a":1}},"b":{"a":2}}"#) == nil)
        #expect(try duplicate(in: #"{"a":[1.5,18446744073709551615,{"b":[{"c":1,"d":2,"c":3}]}]}"#) == "/a/2/b/0/c")
        #expect(try duplicate(in: #"[{},[],{"x":{},"x":[]}]"#) == "/2/x")
    }

    @Test("100,000 members cost linear time", .timeLimit(.minutes(1)))
    func hostile() throws {
        let names: [String] = (0..<100_000).map { "\($0)" }
        #expect(try duplicate(in: object(names)) == nil)
        #expect(try duplicate(in: object(names + ["50000"])) == "/50000")
    }
}
