import ContractGenerator
import Foundation
import Testing

@Suite struct TypeScriptGeneratorTests {
    @Test func makesTheFilesOfTheClientInOrder() {
        let result = TypeScriptGenerator().generate(Fixture.api)
        #expect(render(result.diagnostics) == "")
        #expect(result.files.map(\.name) == ["client.ts", "index.ts", "transport.ts", "types.ts"])
    }

    @Test func theSameInputGivesTheSameBytes() {
        let first = TypeScriptGenerator().generate(Fixture.api).files
        let second = TypeScriptGenerator().generate(Fixture.api.reversed()).files
        #expect(first.map(\.text) == second.map(\.text))
    }

    /// The committed client is what the contract gives; `make gen` mends it.
    @Test func theCommittedClientIsCurrent() throws {
        let folder = Fixture.repository.appending(path: "clients/typescript/src")
        for file in TypeScriptGenerator().generate(Fixture.api).files {
            let committed = try String(contentsOf: folder.appending(path: file.name), encoding: .utf8)
            #expect(committed == file.text, "\(file.name)")
        }
    }

    @Test func emitsNothingWhileThereIsAnError() throws {
        let fixture = try #require(Fixture.broken.first { $0.name == "unknown-keyword" })
        let result = TypeScriptGenerator().generate(fixture.sources)
        #expect(result.files.isEmpty)
        #expect(result.diagnostics.contains { $0.severity == .error })
    }

    @Test func operationsTakeTypedPartsAndAnswerByStatus() throws {
        let client = try client(Fixture.valid)
        #expect(
            client.contains("export type GetItemInput = {\n    path: {\n") || client.contains("path: { id: number }")
        )
        #expect(client.contains("    | BodyAnswer<200, T.Item, {}>\n"))
        #expect(client.contains("    | ProblemAnswer<404, T.Problem, {}>"))
        #expect(client.contains(#"(input: GetItemInput, options: CallOptions"#))
        #expect(client.contains(#"path: "/items/{id}/","#))
    }

    @Test func credentialsFollowTheSecurityRequirements() throws {
        let client = try client(Fixture.api)
        let list = try #require(client.firstRange(of: "name: \"listApplications\",")).upperBound
        #expect(client[list...].contains(#"security: [["initData"], ["session"]],"#))
        #expect(client.contains(#"security: [["initData"], []],"#))
        let session = #"{ name: "session", header: "Authorization", prefix: "Bearer ", credential: options.session },"#
        #expect(client.contains(session))
    }

    /// Names, texts and values that would end a string, a comment or a template, or mean something of their own.
    @Test func hostileTextStaysText() throws {
        let hostile = #"\" */ ` ${x} \n \u2028 \u202e \\ é </script>"#
        let types = try TypeScriptFixture.types(
            #"""
            {"type": "object", "additionalProperties": false, "description": "\#(hostile)", "properties": {
             "\#(hostile)": {"type": "string"}, "class": {"enum": ["\#(hostile)"], "description": "*/ //"},
             "__proto__": {"const": true}, "": {"type": "null"}, "new": {"type": "null"}, "a-b": {"type": "null"}}}
            """#
        )
        let literal = #""\" */ ` ${x} \u{a} \u{2028} \u{202e} \\ é </script>""#
        #expect(types.contains("    \(literal)?: string;\n"))
        #expect(types.contains("    class?: \(literal);\n"))
        #expect(types.contains("    /** *\\/ // */\n"))
        #expect(types.contains("    \"__proto__\"?: true;\n    \"\"?: null;\n    new?: null;\n    \"a-b\"?: null;\n"))
        #expect(types.contains(" * \" *\\/ ` ${x}\n * \\ é </script>\n") || types.contains(" * \" *\\/ ` ${x}"))
        #expect(!types.unicodeScalars.contains("\u{2028}") && !types.unicodeScalars.contains("\u{202e}"))
    }

    @Test func operationsDoNotTakeNamesThatClassesHave() throws {
        let sources = Fixture.valid.map { source in
            let text = String(decoding: source.bytes, as: UTF8.self)
            return SpecSource(source.path, text.replacingOccurrences(of: "\"getItem\"", with: "\"constructor\""))
        }
        let client = try client(sources)
        #expect(client.contains("    constructor_(input: ConstructorInput, "))
        #expect(client.contains("name: \"constructor\","))
    }

    @Test func namesThatTheClientExportsGetANumber() throws {
        let sources = [
            SpecSource("schemas/Client.json", #"{"type": "string"}"#),
            SpecSource(
                "schemas/Item.json",
                ##"""
                {"type": "object", "properties": {"a": {"$ref": "Client.json"}, "b": {"$ref": "#/$defs/0"}},
                 "$defs": {"0": true}}
                """##
            ),
        ]
        let all = Fixture.valid.filter { $0.path != "schemas/Item.json" } + sources
        let result = TypeScriptGenerator().generate(all)
        let types = try #require(result.files.first { $0.name == "types.ts" }).text
        #expect(types.contains("export type Client2 = string;\n"))
        #expect(types.contains("    a?: Client2;") || types.contains("a?: Client2; b?: Item0"))
        #expect(types.contains("export type Item0 = unknown;\n"))
    }

    private func client(_ sources: [SpecSource]) throws -> String {
        let result = TypeScriptGenerator().generate(sources)
        #expect(render(result.diagnostics.filter { $0.severity == .error }) == "")
        return try #require(result.files.first { $0.name == "client.ts" }).text
    }
}
