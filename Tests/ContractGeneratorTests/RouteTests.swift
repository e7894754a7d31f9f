import ContractGenerator
import Testing

@Suite struct RouteTests {
    /// `Fixtures/valid` with one text replaced by another in one of its files.
    private func sources(_ path: String, _ old: String, _ new: String) throws -> [SpecSource] {
        try Fixture.valid.map { source in
            guard source.path == path else { return source }
            let text = String(decoding: source.bytes, as: UTF8.self)
            try #require(text.contains(old))
            return SpecSource(path, text.replacing(old, with: new, maxReplacements: 1))
        }
    }

    private let flag: String = "{\n  \"x-optional-trailing-slash\": true,"

    private func messages(_ sources: [SpecSource]) -> [String] {
        Analysis.of(sources).diagnostics.map { "\($0.rule.rawValue): \($0.message)" }
    }

    @Test func aPathWithAnOptionalSlashHasBothSpellingsInTheRouter() throws {
        let fixture = EmitFixture(try sources("paths/item.json", "{", flag))
        #expect(render(fixture.diagnostics) == "")
        let plain = try #require(EmitFixture(Fixture.valid).files["Routes.swift"])
        let routes = try #require(fixture.files["Routes.swift"])
        let short = "if !segments[1].isEmpty {\n                    return 1\n"
        #expect(routes.contains(short) && !plain.contains(short))
        let count = routes.split(separator: "all.append(Route(").count
        #expect(count == plain.split(separator: "all.append(Route(").count, "one route, two spellings")
    }

    @Test func theOtherSpellingIsNoOtherPath() throws {
        var both = try sources("paths/items.json", "{", flag)
        #expect(messages(both).isEmpty)
        let paths = "\"/items/\": {\n      \"$ref\": \"paths/items.json\"\n    },"
        let other = paths + "\"/items\": {\"delete\": {}},"
        let entry = try #require(try sources("openapi.json", paths, other).first { $0.path == "openapi.json" })
        both = both.filter { $0.path != "openapi.json" } + [entry]
        #expect(messages(both).contains("ambiguous-route: \"/items\" and \"/items/\" match the same requests"))
    }

    @Test func theRootHasOneSpelling() throws {
        var root = try sources("openapi.json", "\"/items/\"", "\"/\"")
        let item = try #require(try sources("paths/items.json", "{", flag).first { $0.path == "paths/items.json" })
        root = root.filter { $0.path != item.path } + [item]
        #expect(messages(root).contains { $0.hasPrefix("ineffective-keyword: \"x-optional-trailing-slash\"") })
    }

    private let tag: String =
        "\"The item.\", \"headers\": {\"ETag\": {\"schema\": {\"type\": \"string\"}, \"example\": \"a\"}},"

    @Test func anAnswerWithAnEntityTagNeedsTheStatusesOfItsPreconditions() throws {
        let found = messages(try sources("paths/item.json", "\"The item.\",", tag))
        #expect(
            found.contains("missing-status: GET /items/{id}/ does not declare 304: If-None-Match may name its ETag")
        )
        #expect(found.contains("missing-status: GET /items/{id}/ does not declare 412: If-Match may name another ETag"))
    }

    @Test func preconditionsAreEvaluatedAndNoHandlerSeesThem() throws {
        let parameters: String = ["If-Match", "X-Other"].map { name in
            #"{"name": "\#(name)", "in": "header", "schema": {"type": "string"}, "example": "a"}"#
        }.joined(separator: ", ")
        let tagged = try sources("paths/item.json", "\"The item.\",", tag).map { source in
            guard source.path == "paths/item.json" else { return source }
            let text = String(decoding: source.bytes, as: UTF8.self)
                .replacing(
                    "\"responses\": {",
                    with: "\"parameters\": [\(parameters)], \"responses\": {",
                    maxReplacements: 1
                )
                .replacing(
                    "\"400\": {",
                    with: "\"304\": {\"description\": \"Current.\"}, \"412\": {\"description\": \"Not this.\", "
                        + "\"content\": {\"application/problem+json\": {\"schema\": {\"$ref\": "
                        + "\"../schemas/Problem.json\"}, \"example\": {\"title\": \"No.\"}}}}, \"400\": {",
                    maxReplacements: 1
                )
            return SpecSource(source.path, text)
        }
        let fixture = EmitFixture(tagged)
        #expect(render(fixture.diagnostics) == "")
        let item = try #require(fixture.files["paths_item.swift"])
        #expect(item.contains("return Preconditions.apply(to: response, request, context)"))
        #expect(item.contains("package var xOther: String?"))
        #expect(!item.contains("ifMatch"))
        #expect(try syntaxFaults(fixture.files) == nil)
    }
}
