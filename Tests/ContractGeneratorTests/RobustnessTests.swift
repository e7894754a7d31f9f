import ContractGenerator
import TestSupport
import Testing

/// Whatever is in a specification's files, the answer is a list of diagnostics: no crash, no hang.
@Suite struct RobustnessTests {
    private func survives(_ sources: [SpecSource]) {
        let (analysis, diagnostics) = Analysis.of(sources)
        for diagnostic in diagnostics {
            let text = DiagnosticRenderer.render(diagnostic, folder: "api")
            #expect(!diagnostic.message.isEmpty && !diagnostic.advice.isEmpty && text.hasPrefix("api/"))
        }
        if let analysis { _ = Bundle.document(analysis.registry) }
        if !diagnostics.contains(where: { $0.severity == .error }) { _ = Generator().generate(sources, tests: false) }
    }

    private func replacing(_ path: String, by bytes: [UInt8]) -> [SpecSource] {
        Fixture.valid.filter { $0.path != path } + [SpecSource(path: path, bytes: bytes)]
    }

    @Test func anyTruncationIsAnError() {
        for source in Fixture.valid {
            for count in stride(from: 0, to: source.bytes.count - 1, by: 37) {
                let sources = replacing(source.path, by: Array(source.bytes.prefix(count)))
                #expect(Generator().generate(sources, tests: false).files.isEmpty)
            }
        }
    }

    @Test func randomBytesInPlaceOfOthersAreSurvived() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<300 {
            guard let source = Fixture.valid.randomElement(using: &random) else { continue }
            var bytes = source.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = Array("{}[]\",:0-$/#\\ax".utf8).randomElement(using: &random) ?? 0
            }
            survives(replacing(source.path, by: bytes))
        }
    }

    /// Every fifth value of every file, one after the other, becomes something else.
    @Test(arguments: [
        "null", "7", "-1.5", "\"#\"", "[]", "[[{}]]", "{\"$ref\": \"#\"}", "{\"a\": {\"type\": 1}}", "true",
    ])
    func wrongTypesEverywhereAreSurvived(_ text: String) throws {
        let replacement = try file("a.json", text).root
        for source in Fixture.valid {
            let root = try SpecLoader.load(source).root
            for index in stride(from: 0, to: count(root), by: 5) {
                var remaining = index
                let changed = replace(in: root, at: &remaining, with: replacement)
                survives(replacing(source.path, by: Array(JSONWriter.text(of: changed).utf8)))
            }
        }
    }

    /// Parts of the specification put in the places of others: everything has a type, little makes sense.
    @Test func shuffledSpecificationsAreSurvived() throws {
        var random = SeededRandom(seed: 2)
        let roots = try Fixture.valid.map { try SpecLoader.load($0).root }
        for _ in 0..<100 {
            guard let source = Fixture.valid.randomElement(using: &random),
                let donor = roots.randomElement(using: &random)
            else { continue }
            let root = try SpecLoader.load(source).root
            var from = Int.random(in: 0..<count(donor), using: &random)
            var index = Int.random(in: 0..<count(root), using: &random)
            let part = value(in: donor, at: &from) ?? .null
            let changed = replace(in: root, at: &index, with: part)
            survives(replacing(source.path, by: Array(JSONWriter.text(of: changed).utf8)))
        }
    }

    @Test func deepSchemasAreSurvived() {
        for keyword in ["not", "items", "additionalProperties", "if"] {
            let text = String(repeating: "{\"\(keyword)\": ", count: 126) + "{}" + String(repeating: "}", count: 126)
            survives(replacing("schemas/Item.json", by: Array(text.utf8)))
        }
    }

    @Test func pathItemsThatReferToEachOtherAreSurvived() {
        survives(replacing("paths/item.json", by: Array(#"{"$ref": "items.json"}"#.utf8)))
        survives(replacing("paths/item.json", by: Array(#"{"$ref": "item.json"}"#.utf8)))
        let callback = #"{"get": {"callbacks": {"a": {"b": {"$ref": "item.json"}, "c": {"$ref": "item.json"}}}}}"#
        survives(replacing("paths/item.json", by: Array(callback.utf8)))
    }

    @Test func tenThousandValuesAndFaultsAreSurvived() {
        let values = "[" + Array(repeating: "{}", count: 10_000).joined(separator: ",") + "]"
        survives(replacing("schemas/Item.json", by: Array("{\"anyOf\": \(values)}".utf8)))
        let members = (0..<5_000).map { "\"k\($0)\": 1" }.joined(separator: ",")
        survives(replacing("schemas/Item.json", by: Array("{\(members)}".utf8)))
    }

    private func count(_ value: SpecValue) -> Int {
        switch value {
        case .array(let elements): elements.reduce(1) { $0 + count($1) }
        case .object(let members): members.reduce(1) { $0 + count($1.value) }
        default: 1
        }
    }

    /// The value that is the `index`th in order of the text.
    private func value(in value: SpecValue, at index: inout Int) -> SpecValue? {
        if index == 0 { return value }
        index -= 1
        switch value {
        case .array(let elements):
            for element in elements { if let found = self.value(in: element, at: &index) { return found } }
        case .object(let members):
            for member in members { if let found = self.value(in: member.value, at: &index) { return found } }
        default: break
        }
        return nil
    }

    /// The value with its `index`th part replaced; `index` is negative from then on.
    private func replace(in value: SpecValue, at index: inout Int, with replacement: SpecValue) -> SpecValue {
        index -= 1
        if index == -1 { return replacement }
        if index < 0 { return value }
        switch value {
        case .array(let elements):
            return .array(elements.map { replace(in: $0, at: &index, with: replacement) })
        case .object(let members):
            return .object(
                members.map { SpecMember(key: $0.key, value: replace(in: $0.value, at: &index, with: replacement)) }
            )
        default: return value
        }
    }
}
