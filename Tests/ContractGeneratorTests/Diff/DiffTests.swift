import ContractGenerator
import Foundation
import Testing

@Suite struct DiffTests {
    @Test(arguments: DiffCase.all)
    func findsWhatChanged(_ example: DiffCase) {
        let result = example.result()
        #expect(render(result.oldFaults + result.newFaults) == "")
        #expect(summary(result) == example.expected)
    }

    @Test(arguments: DiffCase.all)
    func nothingDiffersFromItself(_ example: DiffCase) {
        for fragment in [example.old, example.new] {
            let same = DiffCase(form: example.form, old: fragment, new: fragment, expected: "")
            #expect(summary(same.result()) == "")
        }
    }

    /// A rule that no case reaches, with each severity it has, would be a promise nobody keeps.
    @Test func everyRuleIsInTheTable() {
        #expect(DiffCase.all.count > 250)
        let expected = Set(DiffCase.all.flatMap { $0.expected.components(separatedBy: ", ") })
        for rule in DiffRule.allCases where rule != .comparisonIncomplete {
            let found = DiffSeverity.allCases.filter { expected.contains("\($0.rawValue) \(rule.rawValue)") }
            let severities = Set(DiffDirection.allCases.map(rule.severity))
            #expect(Set(found) == severities, "\(rule.rawValue)")
        }
    }

    @Test(arguments: DiffRule.allCases)
    func everyRuleSaysWhatItMeansAndWhatToDo(_ rule: DiffRule) {
        #expect(rule.meaning.hasSuffix("."))
        let isSerious = DiffDirection.allCases.contains { rule.severity(in: $0) != .info }
        #expect(rule.advice.isEmpty != isSerious)
    }

    @Test func theBundleOfAFolderSaysTheSame() throws {
        for sources in [Fixture.valid, Fixture.api] {
            let analysis = try #require(Analysis.of(sources).analysis)
            let bundle = [SpecSource("openapi.json", Bundle.document(analysis.registry))]
            #expect(summary(ContractDiff.compare(old: bundle, new: sources)) == "")
            #expect(summary(ContractDiff.compare(old: sources, new: bundle)) == "")
        }
    }

    @Test func findingsPointAtBothSides() throws {
        let example = DiffCase(
            form: .request,
            old: #"{"type": "object", "properties": {"a": {"type": "integer"}}}"#,
            new: #"{"allOf": [{"type": "object"}, {"properties": {"a": {"type": "string"}}}]}"#,
            expected: ""
        )
        let finding = try #require(example.result().findings.first)
        let schema = "/paths/~1things/post/requestBody/content/application~1json/schema"
        #expect(finding.old.pointer == schema + "/properties/a/type")
        #expect(finding.new.pointer == schema + "/allOf/1/properties/a/type")
        #expect(finding.subject == "POST /things, request body at /a")
        #expect(finding.message == "the type is string, was integer")
    }

    /// Schemas that refer to each other in every combination multiply the places that would have to be compared.
    @Test func entangledSchemasEnd() {
        func schema(_ type: String) -> String {
            let names = (0..<10).map { "t\($0)" }
            let definitions = names.enumerated().map { index, name in
                let links = names.indices.map { other in
                    let next = names[(index + other) % names.count]
                    return ##""p\##(other)": {"allOf": [{"$ref": "#\##(name)"}, {"$ref": "#\##(next)"}]}"##
                }
                let properties = links.joined(separator: ",")
                return
                    #""\#(name)": {"$anchor": "\#(name)", "type": "\#(type)", "properties": {\#(properties)}}"#
            }
            return ##"{"$ref": "#t0", "$defs": {\##(definitions.joined(separator: ","))}}"##
        }
        let example = DiffCase(form: .request, old: schema("object"), new: schema("object"), expected: "")
        #expect(summary(example.result()) == "ERR comparison-incomplete")
    }

    @Test func longChainsOfReferencesDoNotExhaustTheStack() {
        func schema(_ type: String) -> String {
            let links = (0..<1_000).map { index in
                let next = ##"{"$ref": "#t\##(index + 1)"}"##
                let branches = #"\#(next), {"type": "array", "items": \#(next)}"#
                return #""t\#(index)": {"$anchor": "t\#(index)", "anyOf": [\#(branches)]}"#
            }
            let last = #""t1000": {"$anchor": "t1000", "type": "\#(type)"}"#
            return ##"{"$ref": "#t0", "$defs": {\##((links + [last]).joined(separator: ","))}}"##
        }
        let example = DiffCase(form: .request, old: schema("integer"), new: schema("string"), expected: "")
        #expect(!summary(example.result()).isEmpty)
    }

    @Test func contractsThatCannotBeReadAreFaults() {
        let good = [SpecSource("openapi.json", #"{"paths": {}}"#)]
        let bad = [SpecSource("openapi.json", #"{"paths": {"/a": {"$ref": "a.json"}}}"#)]
        let result = ContractDiff.compare(old: good, new: bad)
        #expect(!result.isComparable)
        #expect(result.oldFaults.isEmpty)
        #expect(result.newFaults.map(\.rule) == [.unresolvedReference])
        #expect(ContractDiff.compare(old: [], new: good).oldFaults.map(\.rule) == [.missingDocument])
    }

    /// A document of the wrong shape is the linter's to judge; comparing it must not fail.
    @Test(arguments: ["1", "[]", #"{"paths": [], "components": 1}"#, #"{"paths": {"/a": {"get": {"responses": []}}}}"#])
    func shapesThatAreNoneAreNothing(_ text: String) {
        let good = [SpecSource("openapi.json", #"{"paths": {"/a": {"get": {}}}}"#)]
        let bad = [SpecSource("openapi.json", text)]
        _ = ContractDiff.compare(old: good, new: bad)
        #expect(summary(ContractDiff.compare(old: bad, new: bad)) == "")
    }
}
