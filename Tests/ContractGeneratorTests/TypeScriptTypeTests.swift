import ContractGenerator
import Testing

/// A schema as a type of TypeScript.
@Suite struct TypeScriptTypeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let schema: String
        let type: String
        var testDescription: String { schema }

        init(_ schema: String, _ type: String) {
            self.schema = schema
            self.type = type
        }
    }

    static let scalars = [
        Case("true", "unknown"),
        Case("false", "never"),
        Case("{}", "unknown"),
        Case(#"{"type": "string", "format": "date-time"}"#, "string"),
        Case(#"{"type": "integer", "format": "int64"}"#, "number"),
        Case(#"{"type": "number"}"#, "number"),
        Case(#"{"type": ["integer", "number"]}"#, "number"),
        Case(#"{"type": "boolean"}"#, "boolean"),
        Case(#"{"type": "null"}"#, "null"),
        Case(#"{"type": ["null", "string", "boolean"]}"#, "string | boolean | null"),
        Case(#"{"minimum": 1}"#, "unknown"),
        Case(#"{"not": {"type": "string"}}"#, "unknown"),
    ]

    static let values = [
        Case(#"{"enum": ["a", "b", "a"]}"#, #""a" | "b""#),
        Case(#"{"type": "string", "enum": ["a", null]}"#, #""a""#),
        Case(#"{"type": ["string", "null"], "enum": ["a", null]}"#, #""a" | null"#),
        Case(#"{"enum": [1, -2, 1.5, true]}"#, "1 | -2 | 1.5 | true"),
        Case(#"{"const": "x"}"#, #""x""#),
        Case(#"{"const": null}"#, "null"),
        Case(#"{"type": "integer", "const": 1.5}"#, "never"),
        Case(#"{"const": 9223372036854775807}"#, "number"),
        Case(#"{"const": [1, {"a": "b"}]}"#, #"[1, { a: "b" }]"#),
        Case(#"{"enum": []}"#, "never"),
    ]

    static let arrays = [
        Case(#"{"type": "array"}"#, "unknown[]"),
        Case(#"{"type": "array", "items": {"type": ["string", "null"]}}"#, "(string | null)[]"),
        Case(#"{"type": "array", "items": {"$ref": "Item.json"}}"#, "Item[]"),
        Case(#"{"type": "array", "items": false}"#, "never[]"),
        Case(
            #"{"type": "array", "prefixItems": [{"type": "string"}, {"enum": [1, 2]}], "minItems": 1}"#,
            "[string, (1 | 2)?, ...unknown[]]"
        ),
        Case(
            #"{"type": "array", "prefixItems": [{"type": "string"}], "items": false, "minItems": 9}"#,
            "[string]"
        ),
        Case(
            #"{"type": "array", "prefixItems": [true], "items": {"type": "number"}}"#,
            "[unknown?, ...number[]]"
        ),
        Case(#"{"items": {"type": "string"}}"#, "unknown"),
    ]

    static let objects = [
        Case(#"{"type": "object"}"#, "{ [key: string]: unknown }"),
        Case(#"{"type": "object", "additionalProperties": false}"#, "{ [key: string]: never }"),
        Case(#"{"type": "object", "additionalProperties": {"type": "string"}}"#, "{ [key: string]: string }"),
        Case(
            #"{"type": "object", "required": ["a"], "additionalProperties": false, "properties": {"a": {"type": "null"}, "b": true}}"#,
            "{ a: null; b?: unknown }"
        ),
        Case(
            #"{"type": "object", "properties": {"a": {"type": "number"}}}"#,
            "{ a?: number; [key: string]: unknown }"
        ),
        Case(
            #"{"type": "object", "properties": {"a": {"type": "number"}}, "additionalProperties": {"type": "string"}}"#,
            "{ a?: number; [key: string]: string | number | undefined }"
        ),
        Case(
            #"{"type": "object", "patternProperties": {"^x": {"type": "string"}}, "additionalProperties": false}"#,
            "{ [key: string]: string }"
        ),
        Case(
            #"{"type": "object", "properties": {"a": false}, "unevaluatedProperties": false}"#,
            "{ a?: never }"
        ),
        Case(#"{"type": "object", "required": ["a"]}"#, "{ a: unknown; [key: string]: unknown }"),
        Case(
            #"{"type": ["object", "null"], "additionalProperties": {"$ref": "Item.json"}}"#,
            "{ [key: string]: Item } | null"
        ),
        Case(#"{"properties": {"a": true}}"#, "unknown"),
        Case(
            #"{"type": "object", "properties": {"toString": {"type": "string"}}, "additionalProperties": false}"#,
            "{ toString?: string | Function }"
        ),
    ]

    static let compositions = [
        Case(#"{"$ref": "Item.json", "description": "An item."}"#, "Item"),
        Case(#"{"anyOf": [{"$ref": "Item.json"}, {"type": "null"}]}"#, "Item | null"),
        Case(#"{"oneOf": [{"type": "string"}, {"type": "number"}, {"type": "string"}]}"#, "string | number"),
        Case(#"{"oneOf": [{"type": "string"}, true]}"#, "unknown"),
        Case(
            #"{"type": "object", "oneOf": [{"$ref": "Item.json"}, {"required": ["b"]}]}"#,
            "Item | { b: unknown; [key: string]: unknown }"
        ),
        Case(
            #"{"allOf": [{"$ref": "Item.json"}, {"required": ["b"], "properties": {"b": {"type": "string"}}}]}"#,
            "Item & { b: string; [key: string]: unknown }"
        ),
        Case(
            #"{"type": "object", "required": ["k"], "oneOf": [{"properties": {"k": {"const": 1}}}, {"$ref": "Item.json"}]}"#,
            "{ k: unknown; [key: string]: unknown } & ({ k: 1; [key: string]: unknown } | Item)"
        ),
        Case(#"{"allOf": [{"minLength": 1}, {"type": "string"}]}"#, "string"),
        Case(#"{"allOf": [{"type": "string"}, {"type": "number"}]}"#, "never"),
        Case(#"{"type": ["string", "null"], "anyOf": [{"type": "string"}, {"type": "number"}]}"#, "string"),
        Case(
            #"{"if": {"type": "string"}, "then": {"enum": ["a"]}, "else": {"type": "number"}}"#,
            #"(string & "a") | number"#
        ),
        Case(#"{"if": {"type": "string"}, "then": {"minLength": 1}}"#, "unknown"),
    ]

    @Test(arguments: scalars + values + arrays + objects + compositions)
    func theTypeAdmitsWhatTheSchemaAdmits(_ each: Case) throws {
        #expect(try TypeScriptFixture.type(of: each.schema) == each.type)
    }

    @Test func schemasMayContainThemselves() throws {
        let types = try TypeScriptFixture.types(
            #"""
            {"type": "object", "additionalProperties": false,
             "properties": {"next": {"$ref": "#"}, "all": {"type": "array", "items": {"$ref": "#/$defs/leaf"}}},
             "$defs": {"leaf": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/$defs/leaf"}}]}}}
            """#
        )
        #expect(types.contains("export type Item = { next?: Item; all?: ItemLeaf[] };\n"))
        #expect(types.contains("export type ItemLeaf = null | ItemLeaf[];\n"))
    }

    @Test func whatADescriptionAndTheRulesSayStandsAbove() throws {
        let types = try TypeScriptFixture.types(
            #"""
            {"type": "object", "properties": {"age": {"type": "integer", "minimum": 1, "maximum": 9223372036854775807,
             "default": 7, "description": "Years.\n\nWhole ones.", "deprecated": true}}}
            """#
        )
        let lines = ["/**", " * Years.", " * Whole ones.", " * Rules: minimum 1, default 7.", " * @deprecated", " */"]
        #expect(types.contains(lines.map { "    " + $0 }.joined(separator: "\n") + "\n    age?: number;\n"))
    }
}

/// The valid fixture with another schema for its item, whatever the linter would say about it.
enum TypeScriptFixture {
    static func files(_ item: String) throws -> [GeneratedFile] {
        let source = SpecSource("schemas/Item.json", item)
        let analysis = Analysis.of(Fixture.valid.filter { $0.path != source.path } + [source]).analysis
        return TypeScriptGenerator.files(of: try #require(analysis))
    }

    /// The text of `types.ts`.
    static func types(_ item: String) throws -> String {
        try #require(try files(item).first { $0.name == "types.ts" }).text
    }

    /// The type of a schema that stands in a property.
    static func type(of schema: String) throws -> String {
        let text = try types(
            #"{"type": "object", "additionalProperties": false, "required": ["x"], "properties": {"x": \#(schema)}}"#
        )
        let line = try #require(text.split(separator: "\n").first { $0.contains("x: ") })
        let start = try #require(line.firstRange(of: "x: ")).upperBound
        // All on one line, or a line of its own.
        return String(line[start...].dropLast(line.hasPrefix("export") ? 3 : 1))
    }
}
