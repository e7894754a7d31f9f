import ContractGenerator
import Foundation
import TestTraits
import Testing

/// Whatever word names something in a contract: what is generated compiles, without a warning.
@Suite(.blocking) struct WordTests {
    @Test func everyWordCompilesInEveryPlace() throws {
        let fixture = EmitFixture(WordContract.sources(types: try Self.mentionedTypes()))
        #expect(render(fixture.diagnostics) == "")
        #expect(fixture.files.count > 60)
        #expect(Set(fixture.types).count == fixture.types.count)
        #expect(try CompiledOutput.faults(fixture.files) == nil)
    }

    /// Schemas may be called like every type that generated code mentions.
    private static func mentionedTypes() throws -> [String] {
        let folder = Fixture.folder.deletingLastPathComponent()
        let item = try String(contentsOf: folder.appending(path: "Golden/Item.json"), encoding: .utf8)
        var names: Set<String> = ["Generated", "Patterns", "RequirementSearch", "Swift"]
        for (name, text) in EmitFixture(item: item).files where !name.contains("Document") {
            for match in text.matches(of: /\/\/[^\n]*|"(?:[^"\\]|\\.)*"|\b([A-Z][A-Za-z0-9]*)/) {
                if let name = match.1 { names.insert(String(name)) }
            }
        }
        names.subtract(["Problem"])
        // Files whose names differ in case alone would be one file.
        return Dictionary(names.sorted().map { ($0.lowercased(), $0) }) { first, _ in first }.values.sorted()
    }

    @Test func operationsWhoseIdsDifferInCaseHaveTypesOfTheirOwn() {
        let fixture = EmitFixture(WordContract.sources(types: []))
        for name in ["IDInput", "ID2Input", "ID22Input", "URLInput", "URL2Input"] {
            #expect(fixture.types.contains(name), "\(name)")
        }
    }
}
