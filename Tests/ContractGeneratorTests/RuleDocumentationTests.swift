import ContractGenerator
import Foundation
import Testing

/// Rules that nobody can look up are riddles.
@Suite struct RuleDocumentationTests {
    private func page(_ name: String) throws -> String {
        try String(contentsOf: Fixture.repository.appending(path: "docs/" + name), encoding: .utf8)
    }

    @Test(arguments: DiffRule.allCases)
    func everyRuleOfTheDiffIsInItsTable(_ rule: DiffRule) throws {
        let severities = DiffDirection.allCases.map { rule.severity(in: $0).rawValue }.joined(separator: " | ")
        let line = "| `\(rule.rawValue)` | \(severities) | \(rule.meaning) |"
        #expect(try page("contract-diff.md").components(separatedBy: "\n").filter { $0 == line }.count == 1, "\(line)")
    }

    @Test func theTableHasNoOtherRules() throws {
        let rows = try page("contract-diff.md").components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count == DiffRule.allCases.count)
    }

    @Test func thePageOfTheLinterIsPrintedFromItsRules() throws {
        #expect(try page("rules.md") == RulesPage.markdown(), "make gen writes it")
    }

    /// One section a rule, in alphabetical order; each says what the rule is for, shows a fault and mends it.
    @Test func everyRuleOfTheLinterHasASection() {
        let sections = RulesPage.markdown().components(separatedBy: "\n## ").dropFirst()
        #expect(sections.map { String($0.prefix { $0 != "\n" }) } == LintRule.allCases.map(\.rawValue).sorted())
        for section in sections {
            #expect(section.contains("\n*generator, ") || section.contains("\n*style, "), "\(section)")
            #expect(section.components(separatedBy: "\n```").count == 3, "\(section)")
            #expect(section.components(separatedBy: "\n**Fix.** ").count == 2, "\(section)")
            #expect(section.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(section)")
        }
    }
}
