import ContractGenerator
import Testing

struct CasesTests {
    private static func table(_ sources: [SpecSource]) -> String {
        Generator().generate(sources, tests: true).files.first?.text ?? ""
    }

    /// The lines of the table, taken out of the Swift around them.
    private static func cases(_ sources: [SpecSource]) -> [ContractCase] {
        let lines = table(sources).split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix("{\"operation\"") }
        return ContractCase.parse(lines.joined(separator: "\n"))
    }

    /// The valid fixture with another schema for its item, and one example of it.
    private static func cases(ofBody schema: String, example: String) throws -> [ContractCase] {
        let operation = """
            {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/items": {"put": {
              "operationId": "putItem", "tags": ["items"], "summary": "s", "x-max-body-bytes": 1000, "security": [],
              "requestBody": {"required": true, "content": {"application/json": {
                "schema": \(schema), "examples": {"one": {"value": \(example)}}}}},
              "responses": {"204": {"description": "Done."}}}}}}
            """
        let sources: [SpecSource] = [SpecSource("openapi.json", operation)]
        let registry = Registry(files: SpecLoader.load(sources).files)
        let contract: Contract = try #require(ContractBuilder.build(registry))
        return ContractCase.all(of: contract, registry: registry)
    }

    @Test func theSameSpecificationGivesTheSameTable() {
        #expect(Self.table(Fixture.api) == Self.table(Fixture.api.reversed()))
    }

    @Test func everyLineOfTheTableIsReadBack() {
        let lines = Self.table(Fixture.api).split(separator: "\n").filter { $0.contains("{\"operation\":") }.count
        let cases = Self.cases(Fixture.api)
        #expect(cases.count == lines && lines > 900)
        #expect(cases.allSatisfy { !$0.name.isEmpty && !$0.statuses.isEmpty && $0.target.hasPrefix("/") })
    }

    @Test(
        "each keyword has a value that reaches it and one that breaks it",
        arguments: [
            (#"{"type": "integer", "minimum": 3}"#, "5", "minimum"),
            (#"{"type": "number", "exclusiveMaximum": 3}"#, "1", "exclusiveMaximum"),
            (#"{"type": "string", "maxLength": 3}"#, #""a""#, "maxLength"),
            (#"{"type": "string", "minLength": 2}"#, #""ab""#, "minLength"),
            (#"{"type": "string", "enum": ["a", "b"]}"#, #""a""#, "enum"),
            (#"{"type": "array", "maxItems": 2, "items": {"type": "string"}}"#, #"["a"]"#, "maxItems"),
            (#"{"type": "array", "minItems": 1, "items": {"type": "string"}}"#, #"["a"]"#, "minItems"),
            (#"{"type": "object", "minProperties": 1}"#, #"{"a": 1}"#, "minProperties"),
        ]
    )
    func boundaries(schema: String, example: String, keyword: String) throws {
        let cases = try Self.cases(ofBody: schema, example: example)
        #expect(cases.contains { $0.name.contains("(\(keyword)) is accepted") && $0.statuses == [204] })
        #expect(
            cases.contains { test in
                test.statuses == [400] && test.violations.map(\.keyword) == [keyword]
                    && test.violations[0].place == "body"
            }
        )
    }

    @Test(
        "keywords that only can be broken are broken",
        arguments: [
            (#"{"type": "object", "required": ["a"]}"#, #"{"a": 1}"#, "required"),
            (
                #"{"type": "object", "properties": {"a": true}, "additionalProperties": false}"#, "{}",
                "additionalProperties"
            ),
            (#"{"type": "array", "uniqueItems": true}"#, "[1]", "uniqueItems"),
            (#"{"type": "string", "pattern": "^a+$"}"#, #""a""#, "pattern"),
            (#"{"type": "string", "format": "date"}"#, #""2026-11-20""#, "format"),
            (#"{"type": "integer", "multipleOf": 5}"#, "10", "multipleOf"),
            (#"{"type": "string"}"#, #""a""#, "type"),
        ]
    )
    func breaches(schema: String, example: String, keyword: String) throws {
        let cases = try Self.cases(ofBody: schema, example: example)
        #expect(cases.contains { $0.statuses == [400] && $0.violations.map(\.keyword).contains(keyword) })
    }

    @Test func extremeBoundsMakeNoTrapAndNoInvalidNumber() throws {
        let schema = """
            {"type": "number", "minimum": -1.7976931348623157e308, "maximum": 9223372036854775807, "multipleOf": 1e308,
             "maxLength": 9223372036854775807, "maxItems": 9223372036854775807, "maxProperties": 9223372036854775807}
            """
        let cases = try Self.cases(ofBody: schema, example: "-9223372036854775808")
        for test in cases where test.violations.isEmpty == false {
            #expect(SpecValue(json: test.body?.bytes ?? []) != nil || test.body?.bytes.isEmpty != false)
        }
    }
}
