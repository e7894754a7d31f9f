import ContractGenerator
import Testing

@Suite struct NameTests {
    /// `Item.properties.status` comes first and would be called like the file that it refers to.
    @Test func rootsOfFilesKeepTheirPlainNames() {
        let status = SpecSource("schemas/ItemStatus.json", #"{"type": "string", "enum": ["new", "old"]}"#)
        let other = SpecSource("schemas/ItemSize.json", #"{"type": "string", "enum": ["big"]}"#)
        let fixture = EmitFixture(
            item: """
                {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"},
                 "status": {"$ref": "ItemStatus.json", "description": "How far it is."},
                 "big": {"$ref": "ItemSize.json"}, "size": {"type": "string", "enum": ["s", "m"]}}}
                """,
            others: [status, other]
        )
        #expect(render(fixture.diagnostics) == "")
        #expect(fixture.types.filter { $0.hasPrefix("Item") } == ["Item", "ItemSize", "ItemSize2", "ItemStatus"])
        #expect(fixture.item.contains("package var status: ItemStatus?"))
        #expect(fixture.item.contains("package var big: ItemSize?"))
        #expect(fixture.item.contains("package var size: ItemSize2?"))
    }

    @Test func schemasDoNotTakeTheNamesThatGeneratedCodeUses() {
        let others = ["AddItemInput", "Route", "Bytes", "class", "2fa", "схема"].map { name in
            SpecSource("schemas/\(name).json", #"{"type": "object", "properties": {"a": {"type": "string"}}}"#)
        }
        let properties = others.enumerated().map { index, source in
            "\"p\(index)\": {\"$ref\": \"\(source.path.dropFirst("schemas/".count))\"}"
        }
        let fixture = EmitFixture(
            item: "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}, "
                + properties.joined(separator: ", ") + "}}",
            others: others
        )
        #expect(render(fixture.diagnostics) == "")
        let types = fixture.types
        #expect(Set(types).count == types.count)
        for name in ["AddItemInput", "AddItemInput2", "Route2", "Bytes2", "Class", "Schema2fa", "Schema"] {
            #expect(types.contains(name), "\(name)")
        }
    }

    /// They are encoded one after the other in one scope.
    @Test func loopsOverRequiredArraysHaveFlagsOfTheirOwn() {
        let fixture = EmitFixture(
            item: """
                {"type": "object", "required": ["name", "one", "two"], "properties": {"name": {"type": "string"},
                 "one": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
                 "two": {"type": "array", "items": {"type": "string"}}}}
                """
        )
        #expect(render(fixture.diagnostics) == "")
        let declarations = fixture.item.split(separator: "\n").filter { $0.hasPrefix("        var first") }
        #expect(Set(declarations).count == declarations.count)
        #expect(declarations.count == 3)
    }

    @Test func fieldsAndCasesAreUniqueAndKeywordsAreQuoted() throws {
        let fixture = EmitFixture(
            item: """
                {"type": "object", "properties": {"name": {"type": "string"}, "first_name": {"type": "string"},
                 "firstName": {"type": "string"}, "first-name": {"type": "string"}, "é": {"type": "string"},
                 "e\u{301}": {"type": "integer", "format": "int64"}, "": {"type": "string"}, "1": {"type": "string"}, "init": {"type": "string"},
                 "self": {"type": "string"}, "inout": {"type": "string"}, "additionalMembers": {"type": "string"},
                 "word": {"type": "string", "enum": ["text", "allCases", "default", "init", "self", "a b", "a_b", "", "é"]}},
                 "additionalProperties": true}
                """
        )
        #expect(render(fixture.diagnostics) == "")
        let faults = try syntaxFaults(fixture.files)
        #expect(faults == nil)
        for line in [
            "package var firstName: String?", "package var firstName2: String?", "package var firstName3: String?",
            "package var value: String?", "package var value2: Int64?", "package var value3: String?",
            "package var _1: String?", "package var `init`: String?", "package var self2: String?",
            "package var `inout`: String?", "self.`inout` = `inout`", "package var additionalMembers2: String?",
            "case text2", "case allCases2", "case `default`", "case `init`", "case aB2", "case value2",
        ] { #expect(fixture.item.contains(line + "\n"), "\(line)") }
    }

    @Test func everyFileSaysWhatItCameFrom() {
        for (name, text) in EmitFixture(Fixture.api).files {
            #expect(text.hasPrefix("// Made from api/"), "\(name)")
        }
        #expect(EmitFixture(Fixture.api, tests: true).all.hasPrefix("// Made from api/"))
    }

    @Test func anOutputHasExactlyTheDeclaredStatuses() {
        let text = EmitFixture(Fixture.valid).files["paths_item.swift"] ?? ""
        let output = text.split(separator: "package enum DeleteItemOutput: Sendable {").last?.split(separator: "}")
            .first
        let cases = (output ?? "").split(separator: "\n").compactMap { line in
            line.split(separator: " ").first == "case" ? line.split(whereSeparator: { " (".contains($0) })[1] : nil
        }
        #expect(cases == ["noContent", "badRequest", "unauthorized", "forbidden", "notFound", "methodNotAllowed"])
    }
}
