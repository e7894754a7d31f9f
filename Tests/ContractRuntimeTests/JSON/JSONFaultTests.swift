import ContractRuntime
import HTTPTypes
import Testing

@Suite struct JSONFaultTests {
    struct Example: Sendable {
        var text: String
        var line: Int
        var column: Int
        var message: String

        init(_ text: String, _ line: Int, _ column: Int, _ message: String) {
            self.text = text
            self.line = line
            self.column = column
            self.message = message
        }
    }

    static let examples: [Example] = [
        Example("", 1, 1, "the text is empty"),
        Example("  ", 1, 3, "unexpected end of the text"),
        Example("\u{feff}{}", 1, 1, "byte order mark"),
        Example("{} x", 1, 4, "trailing data after the value"),
        Example("[1 2]", 1, 4, "expected ',' or ']'"),
        Example("{\"a\":1]", 1, 7, "expected ',' or '}'"),
        Example("{\n  \"a\" 1}", 2, 7, "expected ':'"),
        Example("{\"a\":1,}", 1, 8, "expected a member name"),
        Example("{a:1}", 1, 2, "expected a member name or '}'"),
        Example("[1,]", 1, 4, "expected a value"),
        Example("[,1]", 1, 2, "expected a value"),
        Example("[\r\n\r\ntrue,\rfalsy]", 4, 1, "expected a value"),
        Example("tru", 1, 4, "unexpected end of the text"),
        Example("\"é\u{1F432}\t\"", 1, 4, "control character in a string"),
        Example("\"a", 1, 3, "unexpected end of the text"),
        Example("\"\\", 1, 3, "unexpected end of the text"),
        Example("\"\\x\"", 1, 2, "unknown escape"),
        Example("\"\\u12G4\"", 1, 2, "expected four hexadecimal digits"),
        Example("\"\\ud800\"", 1, 2, "lone surrogate"),
        Example("\"\\ud800\\u0041\"", 1, 2, "lone surrogate"),
        Example("\"a\\udc00\"", 1, 3, "lone surrogate"),
        Example("[01]", 1, 2, "leading zero"),
        Example("-", 1, 2, "unexpected end of the text"),
        Example("[-a]", 1, 3, "expected a digit"),
        Example("[1.]", 1, 4, "expected a digit"),
        Example("[1e+]", 1, 5, "expected a digit"),
        Example("[[[[[]]]]]", 1, 5, "nested too deeply"),
    ]

    static let accepted: [String] = [
        "0", " null ", "[]", "{}", "[18446744073709551615,-9223372036854775808,-0,1e308,1e-400,0.0]",
        "{\"\":[{\"a\":{}}]}", "\"\\ud83d\\udc32 \\u0000 \u{7f}\"", "[[[[]]]]",
        "[18446744073709551616,-9223372036854777856,-9223372036854775809,1e309]",
    ]

    @Test("a fault is located and named", arguments: examples)
    func faults(example: Example) throws {
        let fault: JSONFault = try #require(withBytes(example.text) { JSONFault.locate($0, JSONLimits(maxDepth: 4)) })
        #expect("\(fault.message)" == example.message)
        #expect(fault.line == example.line)
        #expect(fault.column == example.column)
    }

    @Test("JSON has no fault", arguments: accepted)
    func none(text: String) {
        #expect(withBytes(text) { JSONFault.locate($0, JSONLimits(maxDepth: 4)) } == nil)
    }

    @Test("invalid UTF-8 is named wherever it stands")
    func invalidUTF8() throws {
        for prefix in ["", "\"", "[", "{", "[1", "1 "] {
            for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] {
                let fault = try #require(
                    withBytes(Array(prefix.utf8) + bad) { JSONFault.locate($0, JSONLimits(maxDepth: 4)) }
                )
                #expect("\(fault.message)" == "invalid UTF-8")
                #expect(fault.offset == prefix.utf8.count)
            }
        }
    }

    @Test("depth costs no stack")
    func depth() throws {
        let text = String(repeating: "[{\"a\":", count: 500_000)
        let fault = try #require(withBytes(text) { JSONFault.locate($0, JSONLimits(maxDepth: .max)) })
        #expect("\(fault.message)" == "unexpected end of the text")
        #expect(withBytes("[") { JSONFault.locate($0, JSONLimits(maxDepth: 0)) } != nil)
        #expect(withBytes("[") { JSONFault.locate($0, JSONLimits(maxDepth: -1)) } != nil)
    }

    @Test(
        "JSONTestSuite agrees",
        .enabled(if: SharedData.has(SharedData.parsing), "needs ../shared/data/json/JSONTestSuite")
    )
    func parsingSuite() throws {
        var accepted = 0
        var refused = 0
        for name in try SharedData.names(in: SharedData.parsing) {
            let bytes = Array(try SharedData.data("\(SharedData.parsing)/\(name)"))
            let fault = withBytes(bytes) { JSONFault.locate($0, JSONLimits(maxDepth: 200_000)) }
            if name.hasPrefix("y_") {
                accepted += 1
                #expect(fault == nil, "\(name)")
            } else if name.hasPrefix("n_") {
                refused += 1
                #expect(fault != nil, "\(name)")
            }
        }
        #expect(accepted == 95 && refused > 180)
    }

    @Test("utf8tests agree", .enabled(if: SharedData.has(SharedData.utf8), "needs ../shared/data/json/utf8"))
    func utf8Suite() throws {
        var checked = 0
        for line in String(decoding: try SharedData.data(SharedData.utf8), as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard !line.hasPrefix("#"), parts.count >= 3, parts[1].hasSuffix(" hex") else { continue }
            let hex = parts[2].filter { $0 != " " }
            var bytes: [UInt8] = []
            var rest = hex[...]
            while rest.count >= 2 {
                bytes.append(try #require(UInt8(rest.prefix(2), radix: 16)))
                rest = rest.dropFirst(2)
            }
            let isValid = !parts[1].contains("invalid")
            #expect(withBytes(bytes, UTF8Check.isValid) == isValid, "\(line)")
            if !bytes.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
                let fault = withBytes([0x22] + bytes + [0x22]) {
                    JSONFault.locate($0, JSONLimits(maxDepth: 4))
                }
                #expect((fault == nil) == isValid, "\(line)")
            }
            checked += 1
        }
        #expect(checked > 150)
    }

    @Test("every prefix and random change of JSON is answered, inside of its bounds")
    func mutations() {
        var generator = Xorshift(state: 0x2545_F491_4F6C_DD1D)
        let source = Array("{\"a\":[1,-2.5e+3,true,null,\"\\ud83d\\udc32é\\n\"],\"b\":{}}".utf8)
        for length in 0..<source.count {
            let fault = withBytes(Array(source[..<length])) {
                JSONFault.locate($0, JSONLimits(maxDepth: 9))
            }
            #expect((fault?.offset ?? .max) <= length)
        }
        for _ in 0..<20_000 {
            var changed = source
            for _ in 0..<2 {
                changed[Int.random(in: 0..<source.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            let fault = withBytes(changed) { JSONFault.locate($0, JSONLimits(maxDepth: 9)) }
            #expect(fault?.offset ?? 0 <= source.count)
        }
    }
}
