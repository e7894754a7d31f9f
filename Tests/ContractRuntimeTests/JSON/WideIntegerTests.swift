import ContractRuntime
import Testing

@Suite struct WideIntegerTests {
    private static let long: String = String(repeating: "1234567890", count: 30)

    @Test(
        "integers beyond 64 bits are read as doubles",
        arguments: [
            ("18446744073709551616", "1.8446744073709552e+19"),
            ("-9223372036854777856", "-9.223372036854778e+18"),
            ("[1, 36286509719560249344 ,-36286509719560249344]", "[1,3.628650971956025e+19,-3.628650971956025e+19]"),
            ("[\"18446744073709551616\"]", "[\"18446744073709551616\"]"),
            ("{\"a\\\"\":18446744073709551616}", "{\"a\\\"\":1.8446744073709552e+19}"),
            (long, "1.2345678901234568e+299"),
        ]
    )
    func asDoubles(text: String, written: String) throws {
        let read: String = try JSONDocument.withRoot(copying: text.utf8) { JSONText($0).string }
        #expect(read == written)
    }

    @Test("no wide integer passes for one of 64 bits")
    func bounds() throws {
        for text in ["18446744073709551616", "9223372036854775808", "-9223372036854777856"] {
            try JSONDocument.withRoot(copying: text.utf8) { root in
                #expect(root.isInteger && root.int64 == nil, "\(text)")
            }
        }
        #expect(throws: JSONRefusal.self) {
            try JSONDocument.withRoot(copying: "-9223372036854775809".utf8) { _ in }
        }
    }

    @Test(
        "a wide integer excuses no other fault",
        arguments: [
            "[18446744073709551616", "[18446744073709551616,]", "018446744073709551616", "18446744073709551616x",
            "[18446744073709551616,1e400]", "\(long)\(long)", "{\"a\":18446744073709551616,\"a\":1}",
            String(repeating: "[", count: 65) + "18446744073709551616" + String(repeating: "]", count: 65),
        ]
    )
    func faults(text: String) {
        #expect(throws: JSONRefusal.self) { try JSONDocument.withRoot(copying: text.utf8) { _ in } }
    }
}
