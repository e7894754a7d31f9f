import ContractGenerator
import Foundation
import TestTraits
import Testing

/// Whatever word names something in a service's document: the client compiles, without a warning.
@Suite(.blocking) struct ClientWordTests {
    @Test func everyWordCompilesInEveryPlace() throws {
        let mentioned = [
            "ServiceClient", "ServiceCredentials", "ServiceValue", "ServiceAnswer", "ServiceError", "ServiceOutcome",
            "ServiceOutput", "ServiceRequest", "ServiceTransport", "ServiceCredential", "Success", "Secret", "Duration",
            "Bytes", "JSONText", "JSONValue", "JSONWriter", "JSONMember", "JSONMembers", "Validation", "Presence",
            "Int64",
            "String", "Double", "Bool", "Sendable", "Optional", "Equatable", "ClientRuntime", "Crypto",
        ]
        let result = Generator().generateClient(WordContract.sources(types: mentioned))
        #expect(render(result.diagnostics) == "")
        #expect(result.files.count > 30)
        let files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) })
        #expect(try CompiledOutput.faults(files) == nil)
    }

    /// A document as FastAPI writes it gives a client as it stands.
    @Test func aDocumentOfFastAPIGivesAClient() throws {
        let folder = Fixture.folder.deletingLastPathComponent().appending(path: "Services/FastAPI")
        let result = Generator().generateClient(Fixture.sources(in: folder))
        #expect(render(result.diagnostics) == "")
        let files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) })
        let text = try #require(files["openapi.swift"])
        for line in [
            "package func readItemItemsItemIDGet(", "package struct HTTPValidationError: Sendable",
            "case unprocessableContent(HTTPValidationError)",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(try CompiledOutput.faults(files) == nil)
    }

    /// Forms are sent by the names of their fields; answers that are no JSON come as bytes.
    @Test func formsAndFilesGiveAClient() throws {
        let folder = Fixture.folder.deletingLastPathComponent().appending(path: "Services/FastAPIForms")
        let result = Generator().generateClient(Fixture.sources(in: folder))
        let files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) })
        let text = try #require(files["openapi.swift"])
        for line in [
            "request.form { (writer: inout JSONWriter) in", "package var body: BodyLogInTokenPost",
            "case ok([UInt8], xWidth: String?)", "case ok([UInt8])",
            "request.segment(ServiceRequest.text(of: input.name))",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(try CompiledOutput.faults(files) == nil)
    }

    @Test func listsInEveryFormCompile() throws {
        func parameter(_ name: String, _ members: String) -> String {
            let items = #"{"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}"#
            return #"{"name": "\#(name)", "schema": \#(items), \#(members)}"#
        }
        let parameters = [
            parameter("a", #""in": "path", "required": true"#), parameter("b", #""in": "query""#),
            parameter("c", #""in": "query", "explode": false"#), parameter("d", #""in": "header""#),
            parameter("e", #""in": "query", "style": "pipeDelimited", "required": true"#),
            parameter("f", #""in": "query", "style": "spaceDelimited", "explode": false"#),
        ]
        let list = parameters.joined(separator: ",")
        let read = #"{"parameters": [\#(list)], "responses": {"200": {"description": ""}}}"#
        let document = """
            {"openapi": "3.1.0", "info": {"title": "S", "version": "1"}, "paths": {"/a/{a}": {"get": \(read)}}}
            """
        let result = Generator().generateClient([SpecSource("openapi.json", document)])
        #expect(render(result.diagnostics) == "")
        let files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) })
        let text = files.values.joined()
        for line in ["delimiter: \"%7C\")", "delimiter: \"%20\")", "delimiter: \",\")", "for value in value"] {
            #expect(text.contains(line), "\(line)")
        }
        #expect(try CompiledOutput.faults(files) == nil)
    }
}
