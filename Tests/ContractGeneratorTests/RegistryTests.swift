import ContractGenerator
import Testing

@Suite struct RegistryTests {
    private func registry(_ texts: [(String, String)]) throws -> Registry {
        Registry(files: try texts.map { try file($0.0, $0.1) })
    }

    private func location(_ reference: String, in registry: Registry, from path: [String] = []) throws -> String {
        let root = SpecNode(file: try #require(registry.files.first))
        let node = try path.reduce(root) { try #require($0.child($1)) }
        return try registry.resolve(reference, from: node).location
    }

    @Test func followsPathsPointersAndAnchors() throws {
        let registry = try registry([
            ("a/main.json", #"{"$defs": {"x/y~": {"$anchor": "here"}, "list": {"prefixItems": [{}, {}]}}}"#),
            ("b/other file.json", #"{"$defs": {"é": {"$dynamicAnchor": "node"}}}"#),
        ])
        #expect(try location("#", in: registry) == "a/main.json#")
        #expect(try location("#/$defs/x~1y~0", in: registry) == "a/main.json#/$defs/x~1y~0")
        #expect(try location("#here", in: registry) == "a/main.json#/$defs/x~1y~0")
        #expect(try location("#/$defs/list/prefixItems/1", in: registry) == "a/main.json#/$defs/list/prefixItems/1")
        #expect(try location("../b/other%20file.json#/%24defs/%C3%A9", in: registry) == "b/other file.json#/$defs/é")
        #expect(try location("../b/other file.json#node", in: registry) == "b/other file.json#/$defs/é")
        for reference in ["#/$defs/list/prefixItems/01", "#/$defs/list/prefixItems/2", "#there", "c.json"] {
            #expect(throws: Diagnostic.self) { try location(reference, in: registry) }
        }
    }

    @Test func identifiersSetTheBase() throws {
        let registry = try registry([
            (
                "main.json",
                """
                {"$id": "https://example.com/root.json", "$defs": {
                    "inner": {"$id": "folder/inner.json", "$defs": {"leaf": {"$anchor": "leaf"}}},
                    "urn": {"$id": "urn:example:thing", "$defs": {"part": {}}}}}
                """
            )
        ])
        let inner = "main.json#/$defs/inner"
        #expect(try location("https://example.com/folder/inner.json", in: registry) == inner)
        #expect(try location("folder/inner.json#leaf", in: registry) == inner + "/$defs/leaf")
        #expect(try location("#leaf", in: registry, from: ["$defs", "inner", "$defs"]) == inner + "/$defs/leaf")
        #expect(try location("../root.json", in: registry, from: ["$defs", "inner"]) == "main.json#")
        #expect(try location("urn:example:thing#/$defs/part", in: registry) == "main.json#/$defs/urn/$defs/part")
        #expect(throws: Diagnostic.self) { try location("#leaf", in: registry) }
    }

    @Test func onlySchemasDefineIdentifiers() throws {
        let registry = try registry([
            (
                "main.json",
                """
                {"enum": [{"$id": "https://example.com/no", "$anchor": "no"}],
                 "const": {"$ref": "#/nowhere"}, "default": {"$anchor": "no"}, "examples": [{"$anchor": "no"}],
                 "properties": {"$id": {"type": "string"}, "$ref": {"type": "string"}, "$anchor": {}}}
                """
            )
        ])
        #expect(registry.diagnostics.isEmpty)
        #expect(throws: Diagnostic.self) { try location("https://example.com/no", in: registry) }
        #expect(throws: Diagnostic.self) { try location("#no", in: registry) }
    }

    @Test func documentsMayCarryTheURITheyWereRetrievedFrom() throws {
        let remote = try file("remote.json", #"{"$defs": {"a": {}}}"#, uri: "http://localhost:1234/folder/remote.json")
        let main = try file("main.json", #"{"$ref": "http://localhost:1234/folder/remote.json#/$defs/a"}"#)
        let registry = Registry(files: [main, remote])
        #expect(registry.diagnostics.isEmpty)
        #expect(registry.references.first?.target.location == "remote.json#/$defs/a")
    }

    @Test func anIdentifierMayBeUncoveredByAnotherReference() throws {
        let registry = try registry([
            ("openapi.json", #"{"components": {"schemas": {"A": {"$ref": "urn:b"}, "B": {"$ref": "misc/b.json"}}}}"#),
            ("misc/b.json", #"{"$id": "urn:b"}"#),
        ])
        #expect(registry.diagnostics.isEmpty)
        #expect(Set(registry.references.map(\.target.location)) == ["misc/b.json#"])
    }

    @Test func recursionThroughPropertiesIsNoCycle() throws {
        let registry = try registry([
            ("tree.json", ##"{"properties": {"next": {"$ref": "#"}}, "items": {"allOf": [{"$ref": "#"}]}}"##)
        ])
        #expect(registry.diagnostics.isEmpty)
    }

    @Test(
        arguments: [
            ##"{"$ref": "#"}"##, ##"{"allOf": [{"$ref": "#"}]}"##, ##"{"not": {"if": {"$ref": "#"}}}"##,
            ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
            ##"{"dependentSchemas": {"a": {"$ref": "#"}}}"##,
        ]
    )
    func endlessReferencesAreFound(_ text: String) throws {
        #expect(try registry([("a.json", text)]).diagnostics.map(\.rule) == [.endlessReference])
    }

    @Test func followingACycleOfResponsesEnds() throws {
        let text = ##"""
            {"components": {"responses": {"A": {"$ref": "#/components/responses/B"},
             "B": {"$ref": "#/components/responses/A"}}}}
            """##
        let registry = try registry([("openapi.json", text)])
        #expect(registry.diagnostics.map(\.rule) == [.endlessReference])
        let node = try registry.resolve("#/components/responses/A", from: try #require(registry.entry))
        #expect(throws: Diagnostic.self) { try registry.follow(node) }
    }

    @Test func aLongChainOfReferencesEnds() throws {
        var members: [String] = []
        for index in 0..<2_000 { members.append("\"d\(index)\": {\"$ref\": \"#/$defs/d\(index + 1)\"}") }
        let text = "{\"$defs\": {" + members.joined(separator: ",") + ", \"d2000\": {}}}"
        #expect(try registry([("a.json", text)]).diagnostics.isEmpty)
    }
}
