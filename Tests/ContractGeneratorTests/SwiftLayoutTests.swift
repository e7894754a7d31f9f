import ContractGenerator
import Testing

@Suite struct SwiftLayoutTests {
    private static let long = String(repeating: "x", count: 60)

    @Test(arguments: [
        (
            "    func a(_ \(long): Int, b: [String: Int], c: \(long)) async throws -> Int",
            """
                func a(
                    _ \(long): Int,
                    b: [String: Int],
                    c: \(long)
                ) async throws -> Int
            """
        ),
        (
            "guard let a = \(long)(\"{ a, b }\", someMoreArguments) else { return nil }",
            """
            guard let a = \(long)("{ a, b }", someMoreArguments) else {
                return nil
            }
            """
        ),
        (
            "    if !(\(long) == 1 || \(long) == 2) {",
            """
                if !(\(long) == 1
                    || \(long) == 2)
                {
            """
        ),
        (
            "let a: Int = \(long) ?? \(long)",
            """
            let a: Int =
                \(long)
                ?? \(long)
            """
        ),
        (
            "return A(b: \"\(long)\(long)\")",
            """
            return A(
                b:
                    "\(long)\(long)"
            )
            """
        ),
        (
            "let a = [\(long), \(long)]",
            """
            let a = [
                \(long),
                \(long),
            ]
            """
        ),
        (
            "case 1: if \(long) == \(long) { a = 1; return }",
            """
            case 1:
                if \(long) == \(long) {
                    a = 1
                    return
                }
            """
        ),
        (
            "    /// \(long) \(long)",
            """
                /// \(long)
                /// \(long)
            """
        ),
        (
            "} else if let a: \(long) = \(long)(b, c) {",
            """
            } else if let a: \(long) = \(long)(
                b,
                c
            ) {
            """
        ),
    ]) func breaksWhereTheFormatterWould(_ line: String, _ lines: String) {
        #expect(SwiftLayout.wrapped("a\n" + line + "\nb\n") == "a\n" + lines + "\nb\n")
    }

    @Test func leavesWhatFitsAndWhatHasNoPlaceToBreak() {
        let text = "let a = 1\n\"\(Self.long)\(Self.long)\(Self.long)\"\n"
        #expect(SwiftLayout.wrapped(text) == text)
    }

    @Test func theWriterNests() {
        var writer = LineWriter()
        writer.block("if a") { writer in
            writer.choice("b") { writer in
                writer.branch("case 1") { $0.line("c()") }
                writer.branch("case 2") { _ in }
            }
        }
        writer.block("else") { $0.line("d()") }
        #expect(
            writer.text == """
                if a {
                    switch b {
                    case 1:
                        c()
                    case 2:
                        break
                    }
                } else {
                    d()
                }

                """
        )
    }
}
