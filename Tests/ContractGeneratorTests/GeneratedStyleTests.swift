import ContractGenerator
import Foundation
import TestSupport
import Testing

/// Generated Swift keeps to the format of Swift written by hand: the formatter, with the project's configuration, has
/// nothing to say.
@Suite struct GeneratedStyleTests {
    private static func format(_ files: [String: String], _ arguments: [String]) throws -> String {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = URL(filePath: temporary.path)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let configuration = Fixture.repository.appending(path: ".swift-format").path()
        process.arguments = ["swift", "format", "lint", "--strict", "--configuration", configuration] + arguments
        process.arguments?.append(folder.path())
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 || !output.isEmpty)
        return output.replacing(folder.path(), with: "")
    }

    private func faults(_ files: [String: String]) throws -> String {
        #expect(!files.isEmpty)
        return try Self.format(files, ["--recursive", "--parallel"])
    }

    @Test func theFormatterFindsWhatIsWrong() throws {
        #expect(try faults(["a.swift": "let a_b = 1\n"]).contains("AlwaysUseLowerCamelCase"))
    }

    @Test(arguments: [false, true]) func theContractOfThisRepository(tests: Bool) throws {
        #expect(try faults(EmitFixture(Fixture.api, tests: tests).files) == "")
    }

    @Test func theGoldenOutput() throws {
        let item = try String(contentsOf: GoldenTests.folder.appending(path: "Item.json"), encoding: .utf8)
        #expect(try faults(EmitFixture(item: item).files) == "")
    }

    @Test func aDocumentOfFastAPI() throws {
        let (analysis, _) = Analysis.of(ServiceTests.document, profile: .service)
        let read = try #require(analysis)
        let (files, _) = Emitter(contract: read.contract, registry: read.registry).emit(document: "{}", tests: false)
        #expect(try faults(Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })) == "")
    }

    @Test func clients() throws {
        let telegram = Fixture.sources(in: Fixture.repository.appending(path: "api/services/telegram"))
        for sources in [Fixture.api, ServiceTests.document, telegram, try ClientGoldenTests.sources()] {
            let files = Generator().generateClient(sources).files
            #expect(try faults(Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })) == "")
        }
    }

    /// Every keyword, alone and within others.
    @Test func everyKeyword() throws {
        let text =
            #"{"type": "string", "pattern": "^\#(String(repeating: "[a-z]{1,3}-?", count: 20))$", "maxLength": 300}"#
        let conditions = (0..<6).map { #"{"required": ["a\#($0)"], "properties": {"a\#($0)": \#(text)}}"# }
        let branches = conditions.joined(separator: ", ")
        let values = (0..<30).map { #""value number \#($0)""# }.joined(separator: ", ")
        let item = """
            {"type": "object", "required": ["name"], "unevaluatedProperties": false, "patternProperties": {"^x-": \(text)},
             "dependentSchemas": {"name": {"anyOf": [\(branches)]}}, "dependentRequired": {"name": ["kind"]},
             "if": {"required": ["kind"]}, "then": {"oneOf": [\(branches)]}, "else": {"not": {"required": ["more"]}},
             "properties": {"name": \(text), "kind": {"enum": [\(values)]}, "more": {"enum": [1, [2], {"a": 3}, \(values)]},
              "list": {"type": "array", "prefixItems": [\(text), true], "items": {"anyOf": [\(branches)]},
               "contains": {"const": "value"}, "minContains": 2, "unevaluatedItems": false, "uniqueItems": true},
              "map": {"type": "object", "additionalProperties": {"type": ["integer", "null"], "format": "int64"}},
              "numbers": {"type": "array", "items": {"type": ["number", "null"], "minimum": 0.5, "multipleOf": 0.25}}}}
            """
        let fixture = EmitFixture(item: item)
        #expect(render(fixture.diagnostics.filter { $0.severity == .error }) == "")
        #expect(try faults(fixture.files) == "")
        #expect(try CompiledOutput.faults(fixture.files) == nil)
    }
}
