import ContractGenerator
import Testing

@Suite struct PatternSyntaxTests {
    @Test(
        arguments: [
            "", "^[a-z]+$", "^\\d{2}-\\w*?$", "a{2,}b{,3}", "(?:a|b)+", "(?=a)(?!b)(?<=c)(?<!d)",
            "(?<year>\\d{4})\\k<year>",
            "[\\]\\-\\\\]", "[^\\u0000-\\u001f]", "\\p{L}+", "\\u{1F600}", "\\x41", "\\cJ", "a{b}", "[a-]", "[]", "\\/",
            "^(\\(\\d{3}\\))?$", "\\bword\\B",
        ]
    )
    func accepts(_ pattern: String) throws {
        #expect(try diagnostics(of: pattern).isEmpty)
    }

    @Test(
        arguments: [
            "(", ")", "(a", "a)", "[", "[a", "*", "+a", "?", "a**", "a++", "(?i)a", "(?P<a>b)", "(?>a)", "(?", "(?<>a)",
            "\\", "\\A", "\\Z", "\\z", "\\h", "\\x4", "\\u12", "\\p", "\\pL", "\\p{}", "\\c1", "[z-a]", "a{3,2}", "{2}",
            "^*",
            "\\k", "(?<1 a>b)",
        ]
    )
    func refuses(_ pattern: String) throws {
        #expect(try diagnostics(of: pattern) == ["invalid-pattern"])
    }

    private func diagnostics(of pattern: String) throws -> [String] {
        let schema = SpecValue.object([SpecMember(key: "pattern", value: .string(pattern))])
        let item = SpecSource("schemas/Item.json", JSONWriter.text(of: schema))
        let sources = Fixture.valid.filter { $0.path != item.path } + [item]
        return Analysis.of(sources).diagnostics.map(\.rule)
    }
}
