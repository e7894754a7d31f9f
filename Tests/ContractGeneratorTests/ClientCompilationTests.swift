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
}
