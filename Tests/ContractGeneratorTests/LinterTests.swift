import ContractGenerator
import Foundation
import Testing

@Suite struct LinterTests {
    @Test func acceptsAValidSpecification() {
        let (analysis, diagnostics) = Analysis.of(Fixture.valid)
        #expect(render(diagnostics) == "")
        #expect(analysis != nil)
    }

    @Test(arguments: Fixture.broken)
    func saysWhatIsWrong(_ fixture: Fixture) throws {
        let (_, diagnostics) = Analysis.of(fixture.sources)
        #expect(diagnostics.contains { $0.rule == fixture.name })
        #expect(render(diagnostics) == (try #require(fixture.expected)))
    }

    /// A rule without a fixture would be a promise nobody keeps.
    @Test func everyRuleHasAFixture() throws {
        let sources = Fixture.repository.appending(path: "Sources/ContractGenerator")
        var rules: Set<String> = []
        for folder in ["Load", "Resolve", "Check", "Analysis.swift"] {
            rules.formUnion(try Self.rules(below: sources.appending(path: folder)))
        }
        // A file of more than 32 MiB is made in SpecLoaderTests.
        rules.remove("file-too-large")
        #expect(rules.count > 60)
        #expect(rules == Set(Fixture.broken.map(\.name)))
    }

    @Test func theContractOfThisRepositoryIsSound() {
        let sources = Fixture.api
        #expect(sources.contains { $0.path == "openapi.json" })
        #expect(render(Analysis.of(sources).diagnostics) == "")
    }

    @Test func diagnosticsAreOneLineWhateverNamesHold() throws {
        let sources =
            Fixture.valid.filter { $0.path != "schemas/Item.json" } + [
                SpecSource("schemas/Item.json", #"{"type": "object", "a\nb\u001b[31m": 1}"#)
            ]
        let diagnostic = try #require(Analysis.of(sources).diagnostics.first { $0.rule == "unknown-keyword" })
        let text = DiagnosticRenderer.render(diagnostic, folder: "/api")
        #expect(text.split(separator: "\n").count == 2)
        #expect(!text.unicodeScalars.contains("\u{1b}"))
        #expect(text.hasPrefix("/api/schemas/Item.json:1:20: error: "))
    }

    private static func rules(below url: URL) throws -> Set<String> {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: url.path())) ?? []
        let files = paths.isEmpty ? [url] : paths.map { url.appending(path: $0) }
        var rules: Set<String> = []
        for file in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:error|warning|fault)\(\s*"([a-z0-9-]+)"|rule: "([a-z0-9-]+)"/) {
                rules.insert(String(match.1 ?? match.2 ?? ""))
            }
            for match in text.matches(of: /case \.[A-Za-z0-9]+: "([a-z]+[a-z0-9-]*)"\n/)
            where file.lastPathComponent == "SpecLoader.swift" {
                rules.insert(String(match.1))
            }
        }
        return rules
    }
}
