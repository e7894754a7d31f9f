import ContractRuntime
import Testing

@Suite struct MendedJSONTests {
    private static let long = String(repeating: "1234567890", count: 30)

    @Test(
        "numbers beyond 64 bits are read as doubles, those beyond a double as the greatest one",
        arguments: [
            ("18446744073709551616", "1.8446744073709552e+19"),
            ("-9223372036854777856", "-9.223372036854778e+18"),
            ("[1, 36286509719560249344 ,-36286509719560249344]", "[1,3.628650971956025e+19,-3.628650971956025e+19]"),
            ("[\"18446744073709551616\"]", "[\"18446744073709551616\"]"),
            ("{\"a\\\"\":18446744073709551616}", "{\"a\\\"\":1.8446744073709552e+19}"),
            (long, "1.2345678901234568e+299"), (long + long, "1.7976931348623157e+308"),
            (
                "[1e400,-1E+400, -\(long)\(long) ]",
                "[1.7976931348623157e+308,-1.7976931348623157e+308,-1.7976931348623157e+308]"
            ),
            (
                "[-9223372036854775809,18446744073709551616,1.5e309]",
                "[-9.223372036854778e+18,1.8446744073709552e+19,1.7976931348623157e+308]"
            ),
            ("1e-400", "0.0"), ("0e999999999999", "0.0"),
        ]
    )
    func asDoubles(text: String, written: String) throws {
        let read = try JSONDocument.withRoot(copying: text.utf8) { JSONText($0).string }
        #expect(read == written)
    }

    @Test("no wide integer passes for one of 64 bits")
    func bounds() throws {
        for text in [
            "18446744073709551616", "9223372036854775808", "-9223372036854777856", "-9223372036854775809", "1e400",
            "-1e400",
        ] {
            try JSONDocument.withRoot(copying: text.utf8) { root in
                #expect(root.isInteger && root.int64 == nil, "\(text)")
            }
        }
    }

    @Test(
        "what is mended excuses no other fault",
        arguments: [
            "[18446744073709551616", "[18446744073709551616,]", "018446744073709551616", "18446744073709551616x",
            "{\"a\":18446744073709551616,\"a\":1}", "[1e400,]", "01e400", "[1e400,\"\\ud800\"]",
            String(repeating: "[", count: 65) + "18446744073709551616" + String(repeating: "]", count: 65),
        ]
    )
    func faults(text: String) {
        #expect(throws: JSONRefusal.self) { try JSONDocument.withRoot(copying: text.utf8) { _ in } }
    }

    @Test(
        "lone surrogates are read as U+FFFD where the limits say so",
        arguments: [
            (#""\ud83d""#, "\u{FFFD}"), (#""\udc00x""#, "\u{FFFD}x"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
            (#""\uD83D\u0041""#, "\u{FFFD}A"), (#""a\ud83d\n""#, "a\u{FFFD}\n"),
            (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
        ]
    )
    func loneSurrogates(text: String, read: String) throws {
        let limits = JSONLimits(replacesLoneSurrogates: true)
        #expect(try JSONDocument.withRoot(copying: text.utf8, limits: limits) { $0.string } == read)
        #expect(throws: JSONRefusal.self) { try JSONDocument.withRoot(copying: text.utf8) { _ in } }
    }

    @Test("the limit of nesting is exact, for arrays and objects, empty or not", arguments: [1, 2, 64, 256, 1000])
    func depth(limit: Int) throws {
        let limits = JSONLimits(maxDepth: limit)
        for (opening, inside, closing) in [("[", "", "]"), ("[", "1e400", "]"), ("{\"a\":", "1", "}")] {
            func nested(_ count: Int) -> String {
                String(repeating: opening, count: count) + inside + String(repeating: closing, count: count)
            }
            try JSONDocument.withRoot(copying: nested(limit).utf8, limits: limits) { _ in }
            #expect(throws: JSONRefusal.self) {
                try JSONDocument.withRoot(copying: nested(limit + 1).utf8, limits: limits) { _ in }
            }
        }
        let wide = "[" + Array(repeating: limit > 1 ? "[]" : "1", count: 2_000).joined(separator: ",") + "]"
        try JSONDocument.withRoot(copying: wide.utf8, limits: limits) { _ in }
    }
}
