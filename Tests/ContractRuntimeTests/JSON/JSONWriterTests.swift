import ContractRuntime
import HTTPTypes
import Testing

@Suite struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("what must be escaped is, and nothing else")
    func escapes() {
        #expect(written { $0.write("") } == #""""#)
        #expect(written { $0.write("a\"b\\c/d") } == #""a\"b\\c/d""#)
        #expect(written { $0.write("\u{8}\u{c}\n\r\t") } == #""\b\f\n\r\t""#)
        #expect(
            written { $0.write("\u{0}\u{1}\u{f}\u{10}\u{1f}\u{7f}") } == "\"\\u0000\\u0001\\u000f\\u0010\\u001f\u{7f}\""
        )
        #expect(written { $0.write("é\u{1F600}\u{2028}") } == "\"é\u{1F600}\u{2028}\"")
    }

    @Test("every string reads back as its bytes")
    func strings() throws {
        for scalar in (UInt32(0)...0x2FF).compactMap(Unicode.Scalar.init) {
            let text: String = "a" + String(Character(scalar)) + "\u{301}"
            let back: [UInt8] = try withJSON(written { $0.write(text) }) { Array($0.text.buffer) }
            #expect(back == Array(text.utf8))
        }
    }

    @Test("integers of every length")
    func integers() {
        #expect(written { $0.write(Int64.min) } == "-9223372036854775808")
        #expect(written { $0.write(Int64.max) } == "9223372036854775807")
        #expect(written { $0.write(UInt64.max) } == "18446744073709551615")
        #expect(written { $0.write(Int64(0)) } == "0")
        #expect(written { $0.write(Int64(-10)) } == "-10")
    }

    @Test(
        "doubles read back as themselves; integral ones have no fraction; there are no infinities",
        arguments: [
            0.1, 1.0, -0.0, Double.leastNonzeroMagnitude, 1.797_693_134_862_315_7e308, 1e21, 1e22, -1.5,
            9_007_199_254_740_991, 0x1p53,
            0x1p63,
            123_456_789.125, 1e-7,
        ]
    )
    func doubles(_ value: Double) throws {
        let text: String = written { $0.write(value) }
        #expect(try withJSON(text) { $0.double.bitPattern } == value.bitPattern || value == 0x1p63)
        #expect(try withJSON(text) { $0.double } == value)
    }

    @Test("special doubles")
    func specialDoubles() {
        #expect(written { $0.write(2.0) } == "2")
        #expect(written { $0.write(Double.infinity) } == "null")
        #expect(written { $0.write(Double.nan) } == "null")
    }

    @Test("members and elements are separated, never before the first")
    func separation() {
        let text: String = written { writer in
            var first: Bool = true
            writer.raw("{")
            writer.quotedName("\"a\":", &first)
            writer.writeNull()
            writer.name(escaping: "b\"", &first)
            writer.write(true)
            writer.raw("}")
        }
        #expect(text == #"{"a":null,"b\"":true}"#)
    }

    @Test(
        "a value that is kept as text is the same JSON",
        arguments: [
            ("null", "null"), (" true ", "true"), ("[ ]", "[]"), ("{ }", "{}"), ("2.50", "2.5"), ("-0.0", "-0.0"),
            ("1.0", "1.0"),
            ("18446744073709551615", "18446744073709551615"), ("-9223372036854775808", "-9223372036854775808"),
            (#"{ "b" : [ 1 , {"a":""} ], "a\/" : "\u00e9\u0000" }"#, #"{"b":[1,{"a":""}],"a/":"é\u0000"}"#),
            ("1e2", "100.0"),
            ("1e300", "1e+300"),
        ]
    )
    func text(_ text: String, _ expected: String) throws {
        let kept: JSONText = try withJSON(text) { JSONText($0) }
        #expect(kept.string == expected)
        #expect(try withJSON(kept.string) { JSONText($0) } == kept)
    }

    @Test("integers beyond UInt64 are kept by their value")
    func wideInteger() throws {
        #expect(try withJSON("18446744073709551616") { JSONText($0).string } == "1.8446744073709552e+19")
    }

    @Test("the deepest text that is accepted is written whole")
    func depth() throws {
        let text: String = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try withJSON(text) { JSONText($0).string } == text)
        #expect(throws: JSONRefusal.self) { try withJSON("[" + text + "]") { _ in } }
    }

    @Test("content in pieces says the same, has no long piece but shared texts, and starts as one array")
    func pieces() throws {
        let long: JSONText = JSONText(trusted: Array(("\"" + String(repeating: "x", count: 16_384) + "\"").utf8))
        func fill(_ writer: inout JSONWriter, _ count: Int) {
            var first: Bool = true
            writer.raw("[")
            for index in 0..<count {
                writer.separate(&first)
                if index % 100 == 99 {
                    writer.raw(long)
                } else {
                    writer.write("an element of the list, number \(index)")
                }
            }
            writer.raw("]")
        }
        for count in [0, 1, 90, 100, 5_000] {
            var whole: JSONWriter = JSONWriter()
            fill(&whole, count)
            var parts: JSONWriter = .inPieces()
            fill(&parts, count)
            let answer: HTTPResponse = parts.response(status: 200, contentType: "application/json", fields: [])
            #expect(answer.body + answer.rest.joined() == whole.bytes)
            #expect(answer.rest.isEmpty == (count < 100))
            #expect(([answer.body] + answer.rest).allSatisfy { !$0.isEmpty && $0.count < 64 * 1024 + 100 })
            let shared: [[UInt8]] = answer.rest.filter { $0.count == long.bytes.count }
            #expect(shared.count == count / 100)
            #expect(shared.allSatisfy { $0.withUnsafeBufferPointer(\.baseAddress) == address(of: long.bytes) })
        }
    }

    private func address(of bytes: [UInt8]) -> UnsafePointer<UInt8>? { bytes.withUnsafeBufferPointer(\.baseAddress) }
}
