import ContractGenerator
import Foundation
import Testing

/// Documents of others, as they write them. `openapi.json` in a folder of `Services` is printed by `application.py`
/// beside it, with `python3 -m venv` and `pip install fastapi email-validator python-multipart`.
@Suite struct ServiceTests {
    static let document = Fixture.sources(
        in: Fixture.folder.deletingLastPathComponent().appending(path: "Services/FastAPI")
    )

    private func service(_ members: String) -> [LintRule] { faults(members).map(\.rule) }

    private func faults(_ members: String) -> [Diagnostic] {
        let text = #"{"openapi": "3.1.0", "info": {"title": "S", "version": "1"}, \#(members)}"#
        return Analysis.of([SpecSource("openapi.json", text)], profile: .service).diagnostics
    }

    @Test func aDocumentOfFastAPILintsCleanAsAService() throws {
        #expect(try #require(Self.document.first).bytes.count > 10_000)
        #expect(render(Analysis.of(Self.document, profile: .service).diagnostics) == "")
    }

    /// Patterns of other dialects keep nobody from calling the service.
    @Test func patternsThatCannotBeRunAreWarningsOfAService() throws {
        let folder = Fixture.folder.deletingLastPathComponent().appending(path: "Services/FastAPIForms")
        let diagnostics = Analysis.of(Fixture.sources(in: folder), profile: .service).diagnostics
        #expect(diagnostics.map(\.rule) == [.invalidPattern, .invalidPattern], "\(render(diagnostics))")
        #expect(diagnostics.allSatisfy { $0.severity == .warning && $0.advice.contains("does not assert") })
        let long = #"{"type": "string", "pattern": "^a{0,65536}$"}"#
        #expect(service(#""paths": {}, "components": {"schemas": {"A": \#(long)}}"#) == [.unsupportedPattern])
        let ours = Analysis.of(Fixture.sources(in: folder)).diagnostics.filter { $0.rule == .invalidPattern }
        #expect(ours.map(\.severity) == [.error, .error])
    }

    @Test func asOurContractItBreaksRulesOfStyleAndHasLists() {
        let rules = Set(Analysis.of(Self.document).diagnostics.map(\.rule))
        #expect(rules.isSuperset(of: [.missingExample, .missingStatus, .missingBodyLimit, .invalidOperationID]))
        #expect(rules.filter { $0.kind != .style } == [.unsupportedParameter])
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

    @Test func whatTheGeneratorCannotDoIsSaid() throws {
        let body = #""requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object"}}}}"#
        let form = #""post": {"operationId": "send", \#(body), "responses": {"200": {"description": "Sent."}}}"#
        #expect(service(#""paths": {"/form": {\#(form)}}"#) == [.unsupportedMediaType])
        #expect(try #require(faults(#""paths": {"/form": {\#(form)}}"#).first?.advice).contains("with HTTPClient"))
        let nested = #"{"type": "object", "properties": {"a": {"type": "object"}, "b": {"type": "string"}}}"#
        let open = #"{"type": "object", "additionalProperties": {"type": "string"}}"#
        for schema in [nested, open] {
            let content = #""requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": \#(schema)}}}"#
            let form = #""post": {\#(content), "responses": {"200": {"description": "Sent."}}}"#
            #expect(service(#""paths": {"/form": {\#(form)}}"#) == [.unsupportedMediaType])
        }
        let cookie = #"{"name": "session", "in": "cookie", "schema": {"type": "string"}}"#
        let read = #""get": {"parameters": [\#(cookie)], "responses": {"200": {"description": "Read."}}}"#
        #expect(service(#""paths": {"/read": {\#(read)}}"#) == [.unsupportedParameter])
    }

    @Test(arguments: [
        ("query", #"{"type": "object"}"#), ("query", ##"{"$ref": "#/components/schemas/Pair"}"##),
        ("header", #"{"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, {"type": "null"}]}"#),
        ("query", #"{"type": "array"}"#), ("query", #"{"type": "array", "items": {"type": "array"}}"#),
        ("query", #"{"type": "array", "items": {"type": ["string", "null"]}}"#),
        ("query", ##"{"type": "array", "items": {"$ref": "#/components/schemas/Pair"}}"##),
    ])
    func parametersThatAreNoScalarsAreRefused(place: String, schema: String) {
        #expect(parameter(place, schema) == [.unsupportedParameter])
    }

    @Test(arguments: ["path", "header", "query"])
    func onlyFormsThatAreWrittenRightAreTaken(place: String) {
        let styles = ["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"]
        let shapes = [
            "scalar": #"{"type": "string"}"#, "list": #"{"type": "array", "items": {"type": "integer"}}"#,
            "object": #"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        ]
        var taken: Set<String> = []
        for style in styles {
            for explode in [true, false] {
                for (shape, schema) in shapes {
                    let rules = parameter(place, schema, #""style": "\#(style)", "explode": \#(explode)"#)
                    #expect(rules.allSatisfy { $0 == .unsupportedParameter })
                    if rules.isEmpty { taken.insert("\(style) \(explode) \(shape)") }
                }
            }
        }
        let style = place == "query" ? "form" : "simple"
        let plain = ["true scalar", "false scalar", "true list", "false list"].map { style + " " + $0 }
        let delimited = place == "query" ? ["spaceDelimited false list", "pipeDelimited false list"] : []
        #expect(taken == Set(plain + delimited))
    }

    /// Our server reads scalars alone.
    @Test(arguments: [
        #"{"type": "array", "items": {"type": "string"}}"#, #"{"type": "object"}"#,
        #"{"anyOf": [{"type": "string"}, {"type": "object"}]}"#,
    ])
    func ofOurContractListsAndObjectsAreRefused(schema: String) {
        let parameter = #"{"name": "p", "in": "query", "schema": \#(schema)}"#
        let read = #""get": {"parameters": [\#(parameter)], "responses": {"200": {"description": "Read."}}}"#
        let info = #""openapi": "3.1.0", "info": {"title": "S", "version": "1"}"#
        let text = #"{\#(info), "paths": {"/read": {\#(read)}}}"#
        let rules = Analysis.of([SpecSource("openapi.json", text)]).diagnostics.map(\.rule)
        #expect(rules.contains(.unsupportedParameter))
    }

    @Test(arguments: [
        #"{"type": "integer"}"#, #"{"type": "array", "items": {"type": "number"}}"#,
        #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#,
        #"{"anyOf": [{"type": "array", "items": {"enum": ["a"]}}, {"type": "null"}]}"#,
    ])
    func scalarsAndFlatListsAreParameters(schema: String) { #expect(parameter("query", schema) == []) }

    private func parameter(_ place: String, _ schema: String, _ form: String? = nil) -> [LintRule] {
        let members = #""name": "p", "in": "\#(place)", "required": true, "schema": \#(schema)"#
        let parameter = "{\([members, form].compactMap(\.self).joined(separator: ", "))}"
        let read = #""get": {"parameters": [\#(parameter)], "responses": {"200": {"description": "Read."}}}"#
        let pair = #"{"Pair": {"type": "object", "properties": {"a": {"type": "string"}}}}"#
        let path = place == "path" ? "/read/{p}" : "/read"
        return service(#""paths": {"\#(path)": {\#(read)}}, "components": {"schemas": \#(pair)}"#)
    }
}
