import ContractGenerator
import Foundation
import Testing

/// The code generated for one small specification, byte by byte: a change of the emitter shows what it does to its
/// output. `make golden` accepts it.
@Suite struct GoldenTests {
    static let folder = Fixture.folder.deletingLastPathComponent().appending(path: "Golden")

    @Test func theOutputIsTheGoldenOne() throws {
        let item = try String(contentsOf: Self.folder.appending(path: "Item.json"), encoding: .utf8)
        let fixture = EmitFixture(item: item)
        #expect(render(fixture.diagnostics) == "")
        let generated = Self.folder.appending(path: "Generated")
        let names = try FileManager.default.contentsOfDirectory(atPath: generated.path()).sorted()
        #expect(names == fixture.files.keys.sorted())
        for (name, text) in fixture.files {
            let golden = try String(contentsOf: generated.appending(path: name), encoding: .utf8)
            #expect(text == golden, "\(name)")
        }
    }

    @Test func theGoldenOutputCompiles() throws {
        let item = try String(contentsOf: Self.folder.appending(path: "Item.json"), encoding: .utf8)
        #expect(try CompiledOutput.faults(EmitFixture(item: item).files) == nil)
    }

    /// The golden files are the proof that these states have types, and that decoders and encoders keep them apart.
    @Test func absentNullAndAValueAreThreeStates() throws {
        let item = try String(contentsOf: Self.folder.appending(path: "Item.json"), encoding: .utf8)
        let swift = EmitFixture(item: item).item
        for line in [
            // Optional and nullable, optional, required and nullable, required.
            "package var note: Presence<String>", "package var size: Int64?", "package var owner: String?",
            "package var name: String",
            // Decoding.
            "decodedNote = .null", "decodedNote = .value(decoded)", "var decodedNote: Presence<String> = .absent",
            "owner: decodedOwner.value",
            // Encoding: null is written where the member is required, left out where it is absent.
            "case .absent: break",
            """
                    case .null:
                        writer.quotedName("\\"note\\":", &first)
                        writer.writeNull()
            """,
        ] { #expect(swift.contains(line), "\(line)") }
    }

    @Test func nullIsAbsentWhereTheObjectSaysSo() throws {
        let swift = EmitFixture(
            item: """
                {"type": "object", "x-null-is-absent": true, "required": ["name", "owner"], "properties": {
                  "name": {"type": "string"}, "owner": {"type": ["string", "null"]},
                  "note": {"type": ["string", "null"]}, "any": {"description": "Anything."}}}
                """
        ).item
        for line in [
            "package var owner: String?", "package var note: String?", "package var `any`: JSONText?",
            "decodedNote = decoded",
            "if let value = self.note {", "owner: decodedOwner.value", "any: decodedAny",
        ] { #expect(swift.contains(line), "\(line)") }
        #expect(!swift.contains("decodedNote = .null") && !swift.contains("decodedAny = .null"))
        #expect(swift.contains("decodedOwner = .null"))
        #expect(try syntaxFaults(["Item.swift": swift]) == nil)
    }

    @Test func anOperationHasItsOwnDepth() throws {
        func read(_ members: String) throws -> String {
            let sources = try Fixture.valid.map { source in
                guard source.path == "paths/items.json" else { return source }
                let text = String(decoding: source.bytes, as: UTF8.self)
                let limit = "\"x-max-body-bytes\": 4096,"
                try #require(text.contains(limit))
                return SpecSource(source.path, text.replacing(limit, with: limit + members))
            }
            return EmitFixture(sources).all
        }
        #expect(try read("").contains("reader.body(required: true, decode"))
        let deep = "limits: JSONLimits(maxDepth: 256, replacesLoneSurrogates: false),"
        #expect(try read("\"x-max-depth\": 256,").contains(deep))
        let raw = "limits: JSONLimits(maxDepth: 64, replacesLoneSurrogates: true),"
        #expect(try read("\"x-keep-raw-body\": true,").contains(raw))
    }

    @Test func aTextWithoutNULIsFoundWithoutAPattern() {
        let swift = EmitFixture(item: #"{"type": "string", "pattern": "^[^\\u0000]*$"}"#).all
        #expect(swift.contains("if v.text.firstIndex(of: 0) != nil {") && !swift.contains("Pattern(checked:"))
    }

    @Test func aStructureDoesNotContainItself() throws {
        let item = try String(contentsOf: Self.folder.appending(path: "Item.json"), encoding: .utf8)
        let swift = EmitFixture(item: item).item
        #expect(swift.contains("package var parent: JSONText?"))
        #expect(swift.contains("package var parts: [Item]?"))
    }
}
