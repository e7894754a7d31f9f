import HTTPTypes
import Testing

@testable import ContractRuntime

@Suite struct ParameterValueTests {
    private func json(_ text: String, _ kind: ParameterKind) -> String {
        withBytes(text) { ParameterValue.withValue($0, kind) { JSONText($0).string } }
    }

    @Test(
        "numbers are those of JSON; anything else stays a string, which the schema's type refuses",
        arguments: [
            ("1", "1"), ("-1", "-1"), ("0", "0"), ("-0", "0"), ("1e2", "100.0"), ("1.0", "1.0"), ("1.5", "1.5"),
            ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9.223372036854776e+18"),
            ("9007199254740993", "9007199254740993"),
            ("", "\"\""), ("+1", "\"+1\""), ("01", "\"01\""), ("1.", "\"1.\""), (".5", "\".5\""), ("1e", "\"1e\""),
            ("-", "\"-\""),
            (" 1", "\" 1\""), ("1 ", "\"1 \""), ("0x10", "\"0x10\""), ("1_0", "\"1_0\""), ("nan", "\"nan\""),
            ("inf", "\"inf\""),
            ("1e400", "\"1e400\""), ("١", "\"١\""), ("1\u{0}", "\"1\\u0000\""),
        ]
    )
    func numbers(_ text: String, _ expected: String) {
        #expect(json(text, .integer) == expected)
        #expect(json(text, .number) == expected)
    }

    @Test("Booleans have two words")
    func booleans() {
        #expect(json("true", .boolean) == "true")
        #expect(json("false", .boolean) == "false")
        for text in ["True", "1", "", "yes", "true "] { #expect(json(text, .boolean) == "\"\(text)\"") }
    }

    @Test("strings are what they are")
    func strings() {
        for text in ["", "1", "true", "null", "a\"b", "é\u{0}"] {
            let back = withBytes(text) {
                ParameterValue.withValue($0, .string) { $0.isString ? $0.string : nil }
            }
            #expect(back == text)
        }
    }
}
