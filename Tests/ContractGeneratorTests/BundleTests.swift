import ContractGenerator
import Testing

@Suite struct BundleTests {
    @Test func writesOneDocumentWithoutReferencesToFiles() throws {
        let document = try bundle(Fixture.valid)
        #expect(!document.contains(".json"))
        let root = SpecNode(file: try file("openapi.json", document))
        #expect(root["components"]?["schemas"]?.members.map(\.key) == ["Item", "Problem"])
        let operation = try #require(root["paths"]?["/items/{id}/"]?["get"])
        #expect(operation["responses"]?["400"]?["$ref"]?.string == "#/components/responses/BadRequest")
        let schema = operation["responses"]?["200"]?["content"]?["application/json"]?["schema"]
        #expect(schema?["$ref"]?.string == "#/components/schemas/Item")
    }

    /// The bundle says what the files say: it has no fault, and bundling it again changes nothing.
    @Test(arguments: [true, false])
    func bundlesAreSpecificationsThemselves(_ isOurs: Bool) throws {
        let document = try bundle(isOurs ? Fixture.api : Fixture.valid)
        let again = [SpecSource("openapi.json", document)]
        #expect(Analysis.of(again).diagnostics.filter { $0.severity == .error }.isEmpty)
        #expect(try bundle(again) == document)
    }

    @Test func namesThatAreTakenGetANumber() throws {
        let document = try bundle(
            properties: """
                {"a": {"$ref": "../other/Item.json"}, "b": {"$ref": "../other/common.json#/$defs/Item"},
                 "c": {"$ref": "../other/common.json#/$defs/Item/properties/x"}, "d": {"$ref": "#/properties/a"}}
                """,
            others: [
                SpecSource("other/Item.json", #"{"type": "boolean"}"#),
                SpecSource("other/common.json", #"{"$defs": {"Item": {"properties": {"x": {"type": "null"}}}}}"#),
            ]
        )
        let schemas = try #require(document["components"]?["schemas"])
        #expect(schemas.members.map(\.key) == ["Item", "Item2", "Item3", "Problem"])
        let properties = try #require(schemas["Item"]?["properties"])
        #expect(
            properties.members.map { $0.node["$ref"]?.string ?? "" } == [
                "#/components/schemas/Item2", "#/components/schemas/Item3",
                "#/components/schemas/Item3/properties/x", "#/components/schemas/Item/properties/a",
            ]
        )
    }

    @Test func aComponentThatIsOnlyAReferenceKeepsItsName() throws {
        var sources = Fixture.valid
        let index = try #require(sources.firstIndex { $0.path == "openapi.json" })
        let text = String(decoding: sources[index].bytes, as: UTF8.self)
            .replacing(
                #""components": {"#,
                with: #""components": {"schemas": {"Thing": {"$ref": "schemas/Item.json"}},"#
            )
        sources[index] = SpecSource("openapi.json", text)
        let root = SpecNode(file: try file("openapi.json", try bundle(sources)))
        #expect(root["components"]?["schemas"]?.members.map(\.key) == ["Thing", "Problem"])
        #expect(root["components"]?["schemas"]?["Thing"]?["type"]?.string == "object")
    }

    @Test func identifiersThatWouldChangeTheBaseAreLeftOut() throws {
        let document = try bundle(
            properties: """
                {"a": {"$id": "https://example.com/a", "$anchor": "here", "type": "boolean"},
                 "b": {"$ref": "https://example.com/a#here"}, "$id": {"type": "string"}}
                """
        )
        let properties = try #require(document["components"]?["schemas"]?["Item"]?["properties"])
        #expect(properties["a"]?.members.map(\.key) == ["type"])
        #expect(properties["b"]?["$ref"]?.string == "#/components/schemas/Item/properties/a")
        #expect(properties["$id"] != nil)
    }

    @Test func writesJSONThatReadsBack() throws {
        let text = #"{"a":[],"b":{},"c":[1,-2.5,1e+22,true,null,"\"\\\n\t\u0001\u007fé😀/"],"":{"d":[[]]}}"#
        let value = try file("a.json", text).root
        let written = JSONWriter.text(of: value)
        #expect(JSONWriter.text(of: try file("a.json", written).root) == written)
        #expect(written.hasPrefix("{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n"))
        #expect(written.contains(#""\"\\\n\t\u0001\#u{7f}é😀/""#))
    }

    private func bundle(_ sources: [SpecSource]) throws -> String {
        Bundle.document(try #require(Analysis.of(sources).analysis).registry)
    }

    /// The bundle of the valid fixture with other properties in its item.
    private func bundle(properties: String, others: [SpecSource] = []) throws -> SpecNode {
        let item = SpecSource("schemas/Item.json", #"{"type": "object", "properties": \#(properties)}"#)
        let sources = Fixture.valid.filter { $0.path != item.path } + [item] + others
        #expect(render(Analysis.of(sources).diagnostics.filter { $0.severity == .error }) == "")
        return SpecNode(file: try file("openapi.json", try bundle(sources)))
    }
}
