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

    /// One section a rule, with what it means, what breaks it and how to mend that; in alphabetical order.
    @Test func everyRuleOfTheLinterHasAnEntry() throws {
        let sections = try page("rules.md").components(separatedBy: "\n## ").dropFirst()
        let names = sections.map { String($0.prefix { $0 != "\n" }) }
        #expect(names == (Fixture.broken.map(\.name) + ["file-too-large"]).sorted())
        for (name, section) in zip(names, sections) {
            let code = section.components(separatedBy: "\n```")
            #expect(code.count >= 3, "\(name) shows no broken example")
            let meaning = (code.first ?? "").dropFirst(name.count).trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(meaning.hasSuffix("."), "\(name) does not say what it means")
            #expect(section.contains("\n**Fix.** "), "\(name) shows no fix")
        }
    }
}
