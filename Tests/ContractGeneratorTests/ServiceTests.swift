import ContractGenerator
import Foundation
import Testing

/// Documents of others, as they write them. `Services/FastAPI/openapi.json` is printed by `application.py` beside it,
/// with `python3 -m venv` and `pip install fastapi email-validator`.
@Suite struct ServiceTests {
    static let document = Fixture.sources(
        in: Fixture.folder.deletingLastPathComponent().appending(path: "Services/FastAPI")
    )

    private func service(_ members: String) -> [LintRule] {
        let text = #"{"openapi": "3.1.0", "info": {"title": "S", "version": "1"}, \#(members)}"#
        return Analysis.of([SpecSource("openapi.json", text)], profile: .service).diagnostics.map(\.rule)
    }

    @Test func aDocumentOfFastAPILintsCleanAsAService() throws {
        #expect(try #require(Self.document.first).bytes.count > 10_000)
        #expect(render(Analysis.of(Self.document, profile: .service).diagnostics) == "")
    }

    @Test func asOurContractItBreaksOnlyRulesOfStyle() {
        let rules = Set(Analysis.of(Self.document).diagnostics.map(\.rule))
        #expect(rules.isSuperset(of: [.missingExample, .missingStatus, .missingBodyLimit, .invalidOperationID]))
        #expect(rules.allSatisfy { $0.kind == .style })
    }

    @Test func idsBecomeNamesOfSwift() throws {
        let contract = try #require(Analysis.of(Self.document, profile: .service).analysis).contract
        let names = contract.operations.map(\.name)
        #expect(names.contains("readItemItemsItemIDGet") && Set(names).count == names.count)
        #expect(contract.operations.map(\.baseName).contains("ReadItemItemsItemIDGet"))
    }

    @Test func namesAreUniqueAndBeginWithALetter() throws {
        func operation(_ id: String?) -> String {
            #"{\#(id.map { #""operationId": "\#($0)", "# } ?? "")"responses": {"200": {"description": "Done."}}}"#
        }
        let text = """
            {"openapi": "3.1.0", "info": {"title": "S", "version": "1"}, "paths": {
              "/a": {"get": \(operation("read_item")), "put": \(operation("readItem")), "post": \(operation("read-item"))},
              "/b/{id}": {"get": \(operation(nil)), "put": \(operation("2nd")), "post": \(operation("§"))}}}
            """
        let sources = [SpecSource("openapi.json", text)]
        let contract = try #require(Analysis.of(sources, profile: .service).analysis).contract
        #expect(contract.operations.map(\.name) == ["readItem", "readItem2", "readItem3", "getBID", "_2nd", "value"])
        let types = ["ReadItem", "ReadItem2", "ReadItem3", "GetBID", "Operation2nd", "Operation"]
        #expect(contract.operations.map(\.baseName) == types)
    }

    /// The schemas of such a document give Swift types that compile, integers without bounds among them.
    @Test func itsSchemasGiveSwiftThatCompiles() throws {
        let analysis = try #require(Analysis.of(Self.document, profile: .service).analysis)
        let (files, faults) = Emitter(contract: analysis.contract, registry: analysis.registry)
            .emit(document: "{}", tests: false)
        #expect(render(faults) == "")
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
        let document = try #require(texts["openapi.swift"])
        #expect(document.contains("package var quantity: Int64?") && document.contains("package var total: Int64"))
        #expect(try CompiledOutput.faults(texts) == nil)
    }

    @Test func tokensOfOAuthAreABearers() throws {
        let contract = try #require(Analysis.of(Self.document, profile: .service).analysis).contract
        let scheme = try #require(contract.securitySchemes.first { $0.name == "OAuth2PasswordBearer" })
        #expect(scheme.kind == .bearer)
        #expect(contract.operations.flatMap { $0.security.joined() }.contains { $0.roles == ["items:write"] })
    }

    @Test func whatTheGeneratorCannotDoIsSaid() {
        let body = #""requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object"}}}}"#
        let form = #""post": {"operationId": "send", \#(body), "responses": {"200": {"description": "Sent."}}}"#
        #expect(service(#""paths": {"/form": {\#(form)}}"#) == [.unsupportedMediaType])
        let cookie = #"{"name": "session", "in": "cookie", "schema": {"type": "string"}}"#
        let read = #""get": {"parameters": [\#(cookie)], "responses": {"200": {"description": "Read."}}}"#
        #expect(service(#""paths": {"/read": {\#(read)}}"#) == [.unsupportedParameter])
    }
}
