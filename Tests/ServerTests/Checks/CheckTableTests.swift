import Server
import TestSupport
import Testing

/// The rules for each row of the table of checks, whatever it is.
struct CheckTableTests {
    private static let root = String(#filePath.dropLast("Tests/ServerTests/Checks/CheckTableTests.swift".count))

    @Test func idsAreOnceAndOfLettersAndHyphens() {
        let ids = DeploymentCheck.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil }, "\(ids)")
        for check in DeploymentCheck.all {
            #expect(!check.subject.hasSuffix(".") && !check.remedy.hasSuffix("."), "\(check.id)")
        }
    }

    @Test func docsHaveEveryCheckAsItIsAndNoOther() {
        let page = Files.text(of: Self.root + "docs/checks.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        let rows = DeploymentCheck.all.map { check in
            let scope =
                switch check.scope {
                case .always: "always"
                case .deployment: "`--deploy`"
                case .online: "`--online`"
                }
            return "| `\(check.id)` | \(check.level.rawValue) | \(scope) | \(check.subject) | \(check.remedy) |"
        }
        for row in rows where !page.contains(Substring(row)) { Issue.record("docs/checks.md lacks: \(row)") }
        for line in page where !rows.contains(String(line)) { Issue.record("docs/checks.md has: \(line)") }
    }

    @Test func eachDemandOfProductionOnASettingHasItsCheck() throws {
        // What is asked for where nothing is set and all that must be off is on.
        let values = Dictionary(
            uniqueKeysWithValues: ["DEBUG", "WEBAPP_DEBUG_MODE_ENABLED"].map { ($0, "true") }
        )
        let reading = ConfigurationReading(values: values.merging(["TELEGRAM_UPDATES": "webhook"]) { $1 })
        let failed = CheckReport(CheckContext(reading)).lines.filter { !$0.isWell }.map(\.message)
        for name in Setting.all.filter(\.isDemanded).map(\.name) {
            #expect(failed.contains { $0.hasPrefix(name) }, "\(name)")
        }
    }
}
