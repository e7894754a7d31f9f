import Foundation
import Platform
import TestSupport
import Testing

@testable import Server

/// `docs/seeds.md`: every row has a target, and every target is there.
@Suite struct SeedsDocumentTests {
    private struct Row: CustomTestStringConvertible, Sendable {
        let item: String
        let answer: String

        var testDescription: String { String(item.prefix(60)) }
    }

    private static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/"
    }()
    private static let page: String = Files.text(of: root + "docs/seeds.md")

    private static let list: String? = ["../shared", "../../shared"].map { root + $0 + "/reference/seeds-checklist.md" }
        .first(where: FileManager.default.fileExists)

    private static let rows: [Row] = cells(of: page).compactMap { cells in
        guard cells.count == 3, cells[2] != "what answers it", cells[2] != "what is decided" else { return nil }
        return Row(item: cells[1], answer: cells[2])
    }

    /// The cells of each row of the tables in a page, but for lines between head and body.
    private static func cells(of page: String) -> [[String]] {
        page.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("|-") && !$0.hasPrefix("| -") }.map {
            line in
            line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
    }

    /// What stands between backticks.
    private static func words(in text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap { index, part in
            index % 2 == 1 ? String(part) : nil
        }
    }

    private static func links(in text: String) -> [(name: String, target: String)] {
        text.matches(of: /\[([^\]]+)\]\(([^)]+)\)/).map { (String($0.output.1), String($0.output.2)) }
    }

    @Test func thereAreRows() { #expect(Self.rows.count > 100) }

    @Test(arguments: rows) private func everyRowHasATarget(row: Row) {
        let commands = Self.words(in: row.answer).contains {
            $0.hasPrefix("telegram-backend ") || $0.hasPrefix("make ")
        }
        let settings = Self.words(in: row.answer).contains(where: Setting.isKnown)
        let isPlanned = row.answer.hasPrefix("Planned:")
        #expect(commands || settings || isPlanned || !Self.links(in: row.answer).isEmpty, "nothing answers it")
        // Who is refused something hears what to do in its place.
        if row.answer.contains("Refused:") {
            #expect(row.answer.contains("instead"), "it does not say what to do instead")
        }
    }

    @Test(arguments: rows) private func everyLinkLeadsSomewhere(row: Row) {
        for (name, target) in Self.links(in: row.answer) {
            let parts = target.split(separator: "#", maxSplits: 1).map(String.init)
            let path = Self.root + "docs/" + parts[0]
            #expect(FileManager.default.fileExists(atPath: path), "\(target)")
            if parts.count > 1 { #expect(Self.anchors(of: path).contains(parts[1]), "\(target)") }
            if target == "checks.md", name.hasPrefix("`") {
                let id = name.filter { $0 != "`" }
                #expect(DeploymentCheck.all.contains { $0.id == id }, "there is no check \(id)")
            }
        }
    }

    /// Names of headings as forges make them.
    private static func anchors(of path: String) -> Set<String> {
        let headings = Files.text(of: path).split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(
            headings.map { heading in
                heading.drop { $0 == "#" || $0 == " " }.lowercased().filter {
                    $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
                }.replacing(" ", with: "-")
            }
        )
    }

    @Test(arguments: rows) private func everyNameIsOneOfOurs(row: Row) throws {
        let metrics = Files.text(of: Self.root + "docs/operations.md")
        let makefile = Files.text(of: Self.root + "Makefile")
        let linked = Self.links(in: row.answer).map { Files.text(of: Self.root + "docs/" + $0.target) }.joined()
        for word in Self.words(in: row.answer) {
            let parts = word.split(separator: " ").map(String.init)
            if word.hasPrefix("telegram_backend_") || word.hasPrefix("process_") {
                #expect(metrics.contains("`\(word)`"), "there is no metric \(word)")
            } else if word.hasPrefix("telegram-backend ") {
                let command = try #require(Subcommand.all.first { $0.name == parts[1] }, "\(word)")
                for option in parts where option.hasPrefix("--") {
                    #expect(command.options.contains { $0.name == option }, "\(word)")
                }
            } else if word.hasPrefix("make ") {
                #expect(makefile.contains("\n\(parts[1]):"), "\(word)")
            } else if let name = word.wholeMatch(of: /([A-Z][A-Z0-9]*(_[A-Z0-9]+)+)(=.*)?/)?.output.1 {
                #expect(Setting.isKnown(String(name)) || linked.contains(name), "there is no setting \(name)")
            }
        }
    }

    /// The page says how much of it is not there.
    @Test func plannedAndRefusedAreCounted() {
        let planned = Self.rows.count { $0.answer.contains("Planned:") }
        let refused = Self.rows.count { $0.answer.contains("Refused:") }
        #expect(Self.page.contains("(\(planned) of \(Self.rows.count) rows)"), "\(planned) of \(Self.rows.count)")
        #expect(Self.page.contains("(\(refused) rows)"), "\(refused)")
        #expect(Self.words(in: Self.page).contains { $0.hasPrefix("telegram-backend ") })
    }

    /// The list that the page answers does not belong to the product: it is compared where it is at hand.
    @Test(.enabled(if: list != nil, "needs ../shared/reference/seeds-checklist.md beside the checkout"))
    func noRowOfTheListIsMissing() throws {
        let list = Files.text(of: try #require(Self.list))
        let items = Self.cells(of: list).compactMap { $0.count == 2 && $0[1] != "item" ? $0[1] : nil }
        let traps = list.split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /[0-9]+\. (.+)/).map { String($0.output.1) }
        }
        #expect(items.count > 90 && traps.count == 10)
        let answered = Set(Self.rows.map(\.item))
        for item in items + traps { #expect(answered.contains(item), "\(item)") }
    }
}
