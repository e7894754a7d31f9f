import ContractRuntime
import HTTPTypes
import Testing

@Suite struct JSONEqualityTests {
    private func equal(_ left: String, _ right: String) throws -> Bool {
        try withJSON("[\(left),\(right)]") { root in
            var elements = root.elements
            guard let one = elements.next(), let other = elements.next() else { return false }
            let forth = one == other
            let back = other == one
            #expect(forth == back)
            return forth
        }
    }

    @Test(
        "equal values",
        arguments: [
            ("0", "0.0"), ("0", "-0.0"), ("1e2", "100"), ("9223372036854775808", "9.223372036854775808e18"),
            ("18446744073709551615", "18446744073709551615"), ("\"a\"", #""\u0061""#), ("[1,[2]]", "[1.0,[2e0]]"),
            (#"{"a":1,"b":{"c":[]}}"#, #"{"b":{"c":[]},"a":1.0}"#), ("null", "null"), ("{}", "{}"), ("[]", "[]"),
        ]
    )
    func equalValues(_ left: String, _ right: String) throws {
        #expect(try equal(left, right))
    }

    @Test(
        "different values",
        arguments: [
            ("0", "false"), ("0", "\"0\""), ("1", "true"), ("null", "false"), ("\"\"", "null"), ("[]", "{}"),
            ("[0]", "[false]"),
            ("9007199254740993", "9007199254740992.0"), ("9223372036854775807", "9.223372036854775807e18"),
            ("18446744073709551615", "1.8446744073709551615e19"), ("18446744073709551615", "-1"), ("[1]", "[1,1]"),
            (#"{"a":1}"#, #"{"a":1,"b":1}"#), (#"{"a":1}"#, #"{"b":1}"#), (#"{"é":1}"#, #"{"e\u0301":1}"#),
            (#""é""#, #""e\u0301""#),
            (#"{"a":1,"b":2}"#, #"{"a":2,"b":1}"#), ("[1,2]", "[2,1]"), (#""a\u0000b""#, #""a\u0000c""#),
        ]
    )
    func differentValues(_ left: String, _ right: String) throws {
        #expect(try !equal(left, right))
    }

    /// Sixteen elements are compared each with each, seventeen by hash.
    @Test("unique elements, below and above the change of method", arguments: [2, 15, 16, 17, 40])
    func unique(_ count: Int) throws {
        let distinct: [String] = (0..<(count - 1)).map { #"{"k":[\#($0)],"x":null}"# }
        func isUnique(_ last: String) throws -> Bool {
            try withJSON("[" + (distinct + [last]).joined(separator: ",") + "]") { $0.hasUniqueElements }
        }
        #expect(try isUnique(#"{"k":[false],"x":null}"#))
        #expect(try isUnique("0"))
        #expect(try isUnique(#"{"k":["0"],"x":null}"#))
        #expect(try !isUnique(#"{"x":null,"k":[0.0]}"#))
        #expect(try !isUnique(#"{"k":[-0.0],"x":null}"#))
        #expect(try !isUnique(distinct[count - 2]))
    }

    @Test("zero, false, the string, null and the empty ones are all unique")
    func kinds() throws {
        let all: String = #"0,false,"0","",null,[],{},[0],[false],{"0":0},1,true,"1","false","null",[[]],[{}]"#
        #expect(try withJSON("[\(all)]") { $0.containedCount == 17 && $0.hasUniqueElements })
    }

    @Test("objects of 17 members and more are equal in any order")
    func largeObjects() throws {
        for count in [16, 17, 100] {
            let members: [String] = (0..<count).map { "\"k\($0)\":\($0)" }
            let text = "{" + members.joined(separator: ",") + "}"
            #expect(try equal(text, "{" + members.reversed().joined(separator: ",") + "}"))
            #expect(try equal(text, "{" + (members.dropFirst() + members.prefix(1)).joined(separator: ",") + "}"))
            let other = members.dropLast() + ["\"x\":\(count - 1)"]
            #expect(try !equal(text, "{" + other.reversed().joined(separator: ",") + "}"))
            let changed = members.dropLast() + ["\"k\(count - 1)\":-1"]
            #expect(try !equal(text, "{" + changed.reversed().joined(separator: ",") + "}"))
        }
    }

    /// Each with each these would be hundreds of millions of comparisons, which no debug build does in a minute.
    @Test("hostile arrays and objects cost linear time", .timeLimit(.minutes(1)))
    func hostile() throws {
        let members: [String] = (0..<20_000).map { "\"\($0)\":0" }
        let object = "{" + members.joined(separator: ",") + "}"
        let backwards = "{" + members.reversed().joined(separator: ",") + "}"
        #expect(try !withJSON("[\(object),\(backwards)]") { $0.hasUniqueElements })
        // As doubles all of these are the same number.
        let close: String = (0..<20_000).map { String(9_223_372_036_854_000_000 + $0) }.joined(separator: ",")
        #expect(try withJSON("[\(close)]") { $0.hasUniqueElements })
    }
}
