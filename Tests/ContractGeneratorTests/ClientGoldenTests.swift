import ContractGenerator
import Foundation
import Testing

/// The client of one small specification, byte by byte; `make golden` accepts a change.
@Suite struct ClientGoldenTests {
    private static let folder = Fixture.folder.deletingLastPathComponent().appending(path: "Golden")

    /// The specification that the golden client is made from.
    static func sources() throws -> [SpecSource] {
        let item = try String(contentsOf: folder.appending(path: "Item.json"), encoding: .utf8)
        return Fixture.valid.filter { $0.path != "schemas/Item.json" } + [SpecSource("schemas/Item.json", item)]
    }

    private func client(_ sources: [SpecSource]) throws -> [String: String] {
        let result = Generator().generateClient(sources)
        #expect(render(result.diagnostics) == "")
        return Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) })
    }

    @Test func theOutputIsTheGoldenOne() throws {
        let files = try client(Self.sources())
        let generated = Self.folder.appending(path: "Client")
        let names = try FileManager.default.contentsOfDirectory(atPath: generated.path()).sorted()
        #expect(names == files.keys.sorted())
        for (name, text) in files {
            let golden = try String(contentsOf: generated.appending(path: name), encoding: .utf8)
            #expect(text == golden, "\(name)")
        }
    }

    @Test func theGoldenOutputCompiles() throws {
        #expect(try CompiledOutput.faults(client(Self.sources())) == nil)
    }

    /// Each credential has two members, and neither takes the name of another's.
    @Test func schemesWhoseMembersWouldHaveOneNameAreApart() throws {
        let scheme = #"{"type": "http", "scheme": "bearer"}"#
        let document = """
            {"openapi": "3.1.0", "info": {"title": "S", "version": "1"}, "security": [{"token": []}, {"tokenField": []}],
             "paths": {"/a": {"get": {"operationId": "read", "responses": {"200": {"description": "Read."}}}}},
             "components": {"securitySchemes": {"token": \(scheme), "tokenField": \(scheme)}}}
            """
        let files = try client([SpecSource("openapi.json", document)])
        #expect(files.values.joined().contains("[credentials.tokenField], [credentials.tokenField2Field]"))
        #expect(try CompiledOutput.faults(files) == nil)
    }

    /// The defaults and names that a service may write and we would not.
    @Test func aServiceMayHaveDefaultsAndNamesOfItsOwn() throws {
        let document = """
            {"openapi": "3.1.0", "info": {"title": "S", "version": "1"}, "paths": {
              "/things/{thing-id}": {
                "get": {"operationId": "read_thing_things__thing_id__get",
                  "parameters": [
                    {"name": "thing-id", "in": "path", "required": true, "schema": {"type": "integer"}},
                    {"name": "tag", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}],
                  "responses": {"200": {"description": "", "content": {"application/json": {"schema":
                      {"$ref": "#/components/schemas/Thing"}}}},
                    "default": {"description": "No.", "content": {"application/json": {"schema": {}}}}}},
                "put": {"requestBody": {"content": {"application/json": {"schema": {"type": "array"}}}},
                  "parameters": [{"name": "thing-id", "in": "path", "required": true, "schema": {"type": "integer"}}],
                  "responses": {"204": {"description": "Done."}}}}},
             "components": {"schemas": {"Thing": {"type": "object", "required": ["kind"], "properties": {
               "kind": {"enum": ["a", "b"]}, "self": {"anyOf": [{"type": "string"}, {"type": "null"}]},
               "many": {"type": "array", "items": {"anyOf": [{"type": "number"}, {"type": "null"}]}}}}}}}
            """
        let text = try client([SpecSource("openapi.json", document)]).values.joined()
        for line in [
            "package func readThingThingsThingIDGet(", "package func putThingsThingID(",
            "package struct Thing: Sendable",
            "case `default`(status: Int, JSONText)", "package var many: [Double?]?", "case unknown(String)",
            "for value in value { request.query(\"tag\", value) }", "package var body: JSONText?",
            "extension ReadThingThingsThingIDGetOutput: ServiceOutput",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(try syntaxFaults(["Client.swift": text.replacing("import ", with: "// import ")]) == nil)
    }
}
