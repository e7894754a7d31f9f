import ContractGenerator
import Foundation
import Testing

@Suite struct GeneratorTests {
    @Test func namesOfOutputsFollowFromNamesOfInputs() {
        #expect(OutputName.of("schemas/User.json") == "schemas_User.swift")
        #expect(OutputName.of("openapi.json") == "openapi.swift")
        #expect(OutputName.of("paths/a/b-c.json") == "paths_a_b-c.swift")
        #expect(OutputName.all(for: ["openapi.json"], tests: false) == OutputName.fixed + ["openapi.swift"])
        #expect(OutputName.all(for: ["openapi.json"], tests: true) == ["ContractCases.swift"])
    }

    /// The build declares its outputs before it runs the generator.
    @Test(arguments: [false, true])
    func makesExactlyTheDeclaredFiles(_ tests: Bool) {
        let result = Generator().generate(Fixture.api, tests: tests)
        #expect(render(result.diagnostics) == "")
        let declared = OutputName.all(for: Fixture.api.map(\.path), tests: tests)
        #expect(result.files.map(\.name).sorted() == declared.sorted())
    }

    @Test func thePluginDeclaresTheSameNames() throws {
        let plugin = Fixture.repository.appending(path: "Plugins/GenerateContract/plugin.swift")
        let text = try String(contentsOf: plugin, encoding: .utf8)
        for name in OutputName.fixed + [OutputName.contractCases] { #expect(text.contains("\"\(name)\"")) }
    }

    @Test func theSameInputGivesTheSameBytes() {
        let first = Generator().generate(Fixture.api, tests: false).files
        let second = Generator().generate(Fixture.api.reversed(), tests: false).files
        #expect(first.map(\.name) == second.map(\.name))
        #expect(first.map(\.text) == second.map(\.text))
    }

    @Test func emitsNothingWhileThereIsAnError() throws {
        let fixture = try #require(Fixture.broken.first { $0.name == "unknown-keyword" })
        let result = Generator().generate(fixture.sources, tests: false)
        #expect(result.files.isEmpty)
        #expect(result.diagnostics.contains { $0.severity == .error })
    }
}
