import ContractGenerator
import Patterns
import TestSupport
import Testing

@Suite struct PatternRuleTests {
    @Test(
        arguments: [
            "", "^[a-z]+$", "^\\d{2}-\\w*?$", "a{2,}b{0,3}", "(?:a|b)+", "(?=a)(?!b)(?<=c)(?<!d)",
            "(?<year>\\d{4})\\k<year>",
            "[\\]\\-\\\\]", "[^\\u0000-\\u001f]", "\\p{L}+", "\\u{1F600}", "\\x41", "\\cJ", "a\\{b\\}", "[a-]", "[]",
            "\\/", "^(\\(\\d{3}\\))?$", "\\bword\\B", "a{0,65535}", "(?<n>a)|(?<m>b)",
            String(repeating: "(", count: 200) + String(repeating: ")", count: 200),
        ]
    )
    func accepts(_ pattern: String) throws {
        #expect(try rules(pattern) == [])
    }

    @Test(
        arguments: [
            "(", ")", "(a", "a)", "[", "[a", "*", "+a", "?", "a**", "a++", "(?i)a", "(?P<a>b)", "(?>a)", "(?", "(?<>a)",
            "\\", "\\A", "\\Z", "\\z", "\\h", "\\x4", "\\u12", "\\p", "\\pL", "\\p{}", "\\c1", "[z-a]", "a{3,2}", "{2}",
            "^*", "a{b}", "b{,3}", "\\k", "(?<1 a>b)", "\\k<n>", "\\1", "\\p{Nothing}", "[\\d-z]", "\\-",
            "(?<n>a)|(?<n>b)", "(?<n>a)(?<n>b)",
        ]
    )
    func refusesWhatIsNoPattern(_ pattern: String) throws {
        #expect(try rules(pattern) == [.invalidPattern])
    }

    @Test(
        arguments: [
            "a{0,65536}", "a{65536}", "a{99999999999999999999}", "(?<=ba+)c", "(?:(?:ab){1000}){1000}",
            "\\p{CWKCF}", String(repeating: "(", count: 300) + String(repeating: ")", count: 300),
            String(repeating: "(a)", count: 70_000), String(repeating: "(?:a{9})", count: 20_000),
        ]
    )
    func refusesWhatCannotRun(_ pattern: String) throws {
        #expect(try rules(pattern) == [.unsupportedPattern])
    }

    @Test func namesOfMembersAreJudgedAlike() throws {
        for (pattern, rule) in [("(?i)a", LintRule.invalidPattern), ("a{65536}", LintRule.unsupportedPattern)] {
            let schema = SpecValue.object([
                SpecMember(
                    key: "patternProperties",
                    value: .object([SpecMember(key: pattern, value: .bool(true))])
                )
            ])
            #expect(try rules(of: schema) == [rule])
        }
    }

    @Test func whatLintsRuns() throws {
        var grammar = PatternGrammar(random: SeededRandom(seed: 21))
        let patterns: [String] = (0..<3_000).map { _ in grammar.pattern() }
        let all = try diagnostics(of: Self.schema(patterns))
        let refused = Set(all.compactMap { Int($0.pointer.split(separator: "/")[1].dropFirst()) })
        #expect(all.allSatisfy { $0.rule == .invalidPattern || $0.rule == .unsupportedPattern })
        let accepted = patterns.indices.filter { !refused.contains($0) }.map { patterns[$0] }
        // A grammar that is refused throughout would prove nothing.
        #expect(accepted.count > 1_500)
        #expect(refused.count > 50)
        let fixture = EmitFixture(item: JSONWriter.text(of: Self.schema(accepted)))
        #expect(render(fixture.diagnostics) == "")
        let translations = (fixture.files["API.swift"] ?? "").matches(of: /Pattern\(\s*translated:\s*"(.*)"\s*\)\n/)
            .map { Self.unescaped(String($0.1)) }
        #expect(translations.count == Set(accepted.map { Array($0.utf8) }).count)
        for text in translations { #expect(throws: Never.self, "\(text)") { try Pattern(pcre2: text) } }
    }

    /// An object with a member a pattern: `p0`, `p1` …
    private static func schema(_ patterns: [String]) -> SpecValue {
        let members = patterns.enumerated().map { index, pattern in
            SpecMember(
                key: "p\(index)",
                value: .object([
                    SpecMember(key: "type", value: .string("string")),
                    SpecMember(key: "pattern", value: .string(pattern)),
                ])
            )
        }
        return .object([
            SpecMember(key: "type", value: .string("object")), SpecMember(key: "properties", value: .object(members)),
        ])
    }

    private func rules(_ pattern: String) throws -> [LintRule] {
        try rules(of: .object([SpecMember(key: "pattern", value: .string(pattern))]))
    }

    private func rules(of schema: SpecValue) throws -> [LintRule] { try diagnostics(of: schema).map(\.rule) }

    private func diagnostics(of schema: SpecValue) throws -> [Diagnostic] {
        let item = SpecSource("schemas/Item.json", JSONWriter.text(of: schema))
        let sources = Fixture.valid.filter { $0.path != item.path } + [item]
        return Analysis.of(sources).diagnostics
    }

    /// The text that a string literal of generated code stands for.
    private static func unescaped(_ literal: String) -> String {
        literal.replacing(/\\(?:u\{([0-9a-f]+)\}|(.))/) { match in
            guard let digits = match.1, let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
                return String(match.2 ?? "")
            }
            return String(scalar)
        }
    }
}
