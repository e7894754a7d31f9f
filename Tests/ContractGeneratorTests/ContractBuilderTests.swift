import ContractGenerator
import Testing

@Suite struct ContractBuilderTests {
    private func contract() throws -> Contract {
        try #require(Analysis.of(Fixture.valid).analysis?.contract)
    }

    @Test func readsOperationsInTheOrderOfTheDocument() throws {
        let contract = try contract()
        #expect(contract.title == "Items")
        #expect(contract.version == "1.0.0")
        #expect(contract.operations.map(\.id) == ["addItem", "getItem", "deleteItem"])
        #expect(contract.operations.map(\.method) == ["post", "get", "delete"])
        #expect(contract.operations[1].path == "/items/{id}/")
        #expect(contract.operations[1].node.location == "paths/item.json#/get")
    }

    @Test func followsReferences() throws {
        let operation = try contract().operations[1]
        #expect(operation.parameters.map(\.name) == ["id"])
        #expect(operation.parameters[0].node.location == "openapi.json#/components/parameters/ItemId")
        #expect(operation.responses.map(\.status) == [200, 400, 401, 404, 405, 406])
        #expect(operation.responses[1].content.map(\.name) == ["application/problem+json"])
    }

    @Test func readsTheBodyWithItsLimit() throws {
        let body = try #require(try contract().operations[0].body)
        #expect(body.required)
        #expect(body.maxBytes == 4096)
        #expect(!body.keepsRaw)
        #expect(body.content[0].schema?["$ref"]?.string == "../schemas/Item.json")
    }

    @Test func readsSchemesAndRequirements() throws {
        let contract = try contract()
        #expect(contract.securitySchemes.map(\.kind) == [.bearer, .header("X-Secret")])
        #expect(contract.securitySchemes.map(\.unauthorizedStatus) == [401, 403])
        let requirement = try #require(contract.operations[2].security.first?.first)
        #expect(requirement.scheme == "session")
        #expect(requirement.roles == ["admin"])
    }

    @Test func anOperationReplacesParametersAndSecurityOfItsSurroundings() throws {
        let document = """
            {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "security": [{"a": []}],
             "paths": {"/x": {
                "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
                "get": {"operationId": "one", "responses": {}},
                "put": {"operationId": "two", "security": [], "responses": {},
                    "parameters": [{"name": "q", "in": "query", "required": true, "schema": {"type": "string"}},
                        {"name": "q", "in": "header", "schema": {"type": "string"}}]}}}}
            """
        let registry = Registry(files: [try file("openapi.json", document)])
        let operations = try #require(ContractBuilder.build(registry)).operations
        #expect(operations[0].security.map { $0.map(\.scheme) } == [["a"]])
        #expect(operations[1].security.isEmpty)
        #expect(operations[0].parameters.map(\.required) == [false])
        #expect(operations[1].parameters.map(\.required) == [true, false])
    }
}
