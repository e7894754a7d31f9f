import HTTPTypes
import Testing

@testable import ContractRuntime

@Suite struct JSONValueTests {
    private func kinds(_ text: String) throws -> [Bool] {
        try withJSON(text) { value in
            [
                value.isNull, value.isBool, value.isNumber, value.isInteger, value.isString, value.isArray,
                value.isObject,
            ]
        }
    }

    @Test(
        "every value is of its kind and of no other",
        arguments: [
            ("null", [0]), ("true", [1]), ("false", [1]), ("1", [2, 3]), ("-9223372036854775808", [2, 3]),
            ("18446744073709551615", [2, 3]), ("1.0", [2, 3]), ("-0.0", [2, 3]), ("1e300", [2, 3]), ("1.5", [2]),
            ("5e-324", [2]), ("\"\"", [4]), ("[]", [5]), ("{}", [6]),
        ]
    )
    func kind(_ text: String, _ expected: [Int]) throws {
        let kinds = try kinds(text)
        #expect(kinds.indices.filter { kinds[$0] } == expected)
    }

    @Test(
        "a number is an Int64 where it is integral and fits",
        arguments: [
            ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
            ("18446744073709551615", nil), ("1.0", 1), ("-0.0", 0), ("-9.223372036854775808e18", .min),
            ("9.223372036854775807e18", nil), ("1e300", nil), ("0.5", nil), ("\"1\"", nil), ("true", nil),
        ] as [(String, Int64?)]
    )
    func int64(_ text: String, _ expected: Int64?) throws {
        #expect(try withJSON(text) { $0.int64 } == expected)
    }

    @Test(
        "thirty-two bits have their ends",
        arguments: [
            ("2147483647", true), ("2147483648", false), ("-2147483648", true), ("-2147483649", false), ("1e3", true),
        ]
    )
    func int32(_ text: String, _ fits: Bool) throws {
        #expect(try withJSON(text) { $0.fitsInt32 } == fits)
    }

    @Test("members and elements come in their order, nested ones are stepped over")
    func iteration() throws {
        try withJSON(#"{"a":[1,[2],{"x":3}],"b":1.5,"c":18446744073709551615,"a\u0062":"","d":{}}"#) { root in
            var names: [String] = []
            var members = root.members
            while let (key, _) = members.next() { names.append(key.string) }
            #expect(names == ["a", "b", "c", "ab", "d"])
            #expect(root.containedCount == 5)
            let inner: JSONValue = try #require(root.member("a"))
            #expect(inner.containedCount == 3)
            var count = 0
            var elements = inner.elements
            while elements.next() != nil { count += 1 }
            #expect(count == 3)
            #expect(root.member("ab")?.string == "" && root.member("e") == nil && inner.member("a") == nil)
        }
    }

    @Test("strings keep NUL, their bytes and their length in scalars")
    func strings() throws {
        try withJSON(#"["a\u0000b","e\u0301","\ud83d\ude00","/é"]"#) { root in
            var elements = root.elements
            #expect(elements.next()?.text.buffer.elementsEqual([0x61, 0, 0x62]) == true)
            #expect(elements.next()?.scalarCount == 2)
            #expect(elements.next()?.scalarCount == 1)
            let last = elements.next()
            #expect(last?.string == "/é" && last?.scalarCount == 2)
        }
    }

    @Test("containers of more than 2^24 - 1 elements are counted one by one")
    func saturated() throws {
        let text = "[" + String(repeating: "0,", count: 0x100_0001) + "0]"
        let count = try withJSON(text) { $0.containedCount }
        #expect(count == 0x100_0002)
    }
}
