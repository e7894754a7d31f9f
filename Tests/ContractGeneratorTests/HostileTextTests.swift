import ContractGenerator
import TestSupport
import Testing

/// Whatever stands in a contract's strings stays inside of strings and comments of the generated Swift.
@Suite struct HostileTextTests {
    private static let texts: [String] = [
        "\"", "\\", "\\(fatalError())", "\"); fatalError(\"", "*/", "/* ", "\n}\nlet x = 1\n", "\r\nstruct A {",
        "\u{2028}x",
        "\u{85}", "\u{0}", "\u{1}\u{7f}\u{feff}", "é", "e\u{301}", "\u{1F600}", "\"\"\"", "#\"", "`", "`init`",
        "default",
        "ok = false", "$0", "${x}", "%s", "\u{202e}x", "//", "/", "~", "~1",
    ]

    private func json(_ text: String) -> String { JSONWriter.text(of: .string(text)) }

    /// Titles, descriptions, constants, enumerations and names.
    private func schema(_ text: String, nul: Bool) -> String {
        let name = json(nul ? text : String(text.unicodeScalars.filter { $0 != "\u{0}" }.map(Character.init)) + "x")
        let value = json(text)
        return """
            {"type": "object", "title": \(value), "description": \(value), "required": ["name", \(name)], "properties": {
             "name": {"type": "string", "description": \(value)}, \(name): {"type": "string", "enum": [\(value), "other"]},
             "constant": {"const": \(value)}, "deep": {"enum": [{"a": [\(value)]}, \(value)]},
             "inner": {"type": "object", "properties": {\(name): {"type": "string", "title": \(value)}}}},
             "dependentRequired": {\(name): ["name"]}}
            """
    }

    @Test func hostileTextsStayTexts() throws {
        for text in Self.texts {
            let fixture = EmitFixture(item: schema(text, nul: false))
            #expect(!fixture.files.isEmpty, "\(json(text)): \(render(fixture.diagnostics))")
            let faults = try syntaxFaults(["schemas_Item.swift": fixture.item])
            #expect(faults == nil, "\(json(text))")
            let escaped = fixture.item.split(separator: "\n").filter {
                $0.hasPrefix("let x") || $0.hasPrefix("struct A")
            }
            #expect(escaped.isEmpty, "\(json(text))")
        }
    }

    /// Everything at once, and all files of the output: operations, routes, security, the document.
    @Test func randomMixturesOfHostileTextsStayTexts() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<6 {
            func text() -> String {
                (0..<4).compactMap { _ in Self.texts.randomElement(using: &random) }.joined().filter { $0 != "\u{0}" }
            }
            let sources = Fixture.valid.map { source in
                var body = String(decoding: source.bytes, as: UTF8.self)
                for known in ["Get an item", "The item.", "Who are you?", "It is gone.", "Items"] {
                    body = body.replacing("\"\(known)\"", with: json("a" + text()))
                }
                return SpecSource(source.path, body)
            }
            let item = SpecSource("schemas/Item.json", schema(text(), nul: false))
            let fixture = EmitFixture(sources.filter { $0.path != item.path } + [item])
            #expect(!fixture.files.isEmpty, "\(render(fixture.diagnostics))")
            #expect(try syntaxFaults(fixture.files) == nil)
        }
    }

    @Test func patternsStayPatterns() throws {
        for pattern in ["\"", "\\\\", "\\u0022", "\\n", "\n", "a*/", "\\\\\\(x\\)", "é", "`", "\u{2028}"] {
            let fixture = EmitFixture(
                item: """
                    {"type": "object", "properties": {"name": {"type": "string", "pattern": \(json(pattern))}},
                     "patternProperties": {\(json(pattern)): {"type": "string"}}}
                    """
            )
            #expect(!fixture.files.isEmpty, "\(json(pattern)): \(render(fixture.diagnostics))")
            #expect(try syntaxFaults(fixture.files) == nil, "\(json(pattern))")
        }
    }
}
