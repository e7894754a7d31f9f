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
        #expect(diagnostics.contains { $0.rule.rawValue == fixture.name })
        #expect(render(diagnostics) == (try #require(fixture.expected)))
    }

    /// A rule without a fixture would be a promise nobody keeps.
    @Test func everyRuleHasAFixture() {
        // A file of more than 32 MiB is made in SpecLoaderTests.
        let rules = LintRule.allCases.filter { $0 != .fileTooLarge }
        #expect(Fixture.broken.map(\.name) == rules.map(\.rawValue).sorted())
    }

    @Test(arguments: Fixture.broken)
    func servicesAreHeldToWhatTheGeneratorNeeds(_ fixture: Fixture) throws {
        let rule = try #require(LintRule(rawValue: fixture.name))
        let all = Analysis.of(fixture.sources).diagnostics
        let held = Analysis.of(fixture.sources, profile: .service).diagnostics
        // Clients take more than our server: `ServiceTests` hold that.
        let differs: [LintRule] = [
            .invalidPattern, .missingMember, .unsupportedMediaType, .unsupportedParameter, .unsupportedPattern,
        ]
        guard !differs.contains(rule) else {
            #expect(held.allSatisfy { $0.rule.kind == .generator })
            return
        }
        #expect(render(held) == render(all.filter { $0.rule.kind == .generator }))
        #expect(held.contains { $0.rule == rule } == (rule.kind == .generator))
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
        let diagnostic = try #require(Analysis.of(sources).diagnostics.first { $0.rule == .unknownKeyword })
        let text = DiagnosticRenderer.render(diagnostic, folder: "/api")
        #expect(text.split(separator: "\n").count == 2)
        #expect(!text.unicodeScalars.contains("\u{1b}"))
        #expect(text.hasPrefix("/api/schemas/Item.json:1:20: error: "))
    }
}
