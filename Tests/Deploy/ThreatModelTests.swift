import TestSupport
import Testing

/// The page names guards and tests; each one is there.
@Suite struct ThreatModelTests {
    private struct Row {
        var risk: String
        var guards: [Link]
        var tests: [Link]
    }

    private struct Link: CustomStringConvertible {
        var name: String
        var path: String

        var description: String { "`\(name)` in \(path)" }
    }

    private static let root = String(#filePath.dropLast("Tests/Deploy/ThreatModelTests.swift".count))

    @Test func everyRiskOfOWASPHasGuardsAndTests() throws {
        let rows = try Self.rows()
        for number in 1...10 {
            #expect(rows.filter { $0.risk.hasPrefix("API\(number) ") }.count == 1, "API\(number)")
        }
        for row in rows {
            #expect(!row.guards.isEmpty, "\(row.risk) has no guard")
            #expect(!row.tests.isEmpty, "\(row.risk) has no test")
        }
    }

    @Test func everyGuardIsWhereThePageSays() throws {
        for link in try Self.rows().flatMap(\.guards) {
            let text = try Self.text(of: link)
            #expect(text.contains(try Regex("\\b\(link.name)\\b")), "\(link) is not there")
        }
    }

    @Test func everyTestIsWhereThePageSays() throws {
        for link in try Self.rows().flatMap(\.tests) {
            let text = try Self.text(of: link)
            #expect(link.path.hasPrefix("Tests/"), "\(link) is no test")
            #expect(text.contains(try Regex("\\b(func|struct) \(link.name)\\b")), "\(link) is not there")
        }
    }

    /// The rows of the tables with four columns: risk, threat, guard, test.
    private static func rows() throws -> [Row] {
        let page = String(decoding: try Files.bytes(of: root + "docs/threat-model.md"), as: UTF8.self)
        return page.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingPrefix(/\ +/) }
            guard line.hasPrefix("|"), cells.count == 4, cells[0].first?.isUppercase == true else { return nil }
            return Row(risk: String(cells[0]), guards: links(in: cells[2]), tests: links(in: cells[3]))
        }
    }

    private static func links(in cell: Substring) -> [Link] {
        cell.matches(of: /\[`(\w+)`\]\(\.\.\/([^)]+)\)/).map { Link(name: String($0.1), path: String($0.2)) }
    }

    private static func text(of link: Link) throws -> String {
        String(decoding: try Files.bytes(of: root + link.path), as: UTF8.self)
    }
}
