import ContractGenerator
import Foundation
import Testing

/// The judge of the contract tests is judged itself.
struct SchemaOracleTests {
    private static let suite: String = "../shared/data/json-schema-test-suite/tests/draft2020-12"
    /// The tests left out: references that need other files, and `format`, which the suite takes as a note.
    private static let left: Set<String> = [
        "dynamicRef", "unevaluatedItems", "unevaluatedProperties", "vocabulary", "refRemote", "format",
    ]

    private static func bytes(_ name: String) throws -> [UInt8] {
        let url = Fixture.repository.appending(path: suite).appending(path: name)
        return [UInt8](try Data(contentsOf: url))
    }

    private static var names: [String] {
        let path = Fixture.repository.appending(path: suite).path()
        let found: [String] = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return found.filter { $0.hasSuffix(".json") && !left.contains(String($0.dropLast(5))) }.sorted()
    }

    @Test("JSON-Schema-Test-Suite agrees", .enabled(if: !names.isEmpty, "needs ../shared/data/json-schema-test-suite"))
    func suite() throws {
        var count = 0
        for name in Self.names {
            let groups: SpecValue = try #require(SpecValue(json: try Self.bytes(name)))
            for group in groups.elements where isJudged(group["schema"].json) {
                let schema = SpecFile(path: "schema.json", bytes: [], root: group["schema"])
                let oracle = SchemaOracle(registry: Registry(files: [schema]))
                for test in group["tests"].elements {
                    let isValid = oracle.accepts(test["data"], SpecNode(file: schema))
                    #expect(
                        isValid == (test["valid"] == .bool(true)),
                        "\(name): \(group["description"].text): \(test["description"].text)"
                    )
                    count += 1
                }
            }
        }
        #expect(count > 800)
    }

    private func isJudged(_ schema: String) -> Bool {
        !schema.contains("\"unevaluated") && !schema.contains("\"$ref\":\"https://json-schema.org/draft/2020-12/schema")
    }

    @Test func faultsAreNamedWhereTheyAre() throws {
        let text = """
            {"type": "object", "required": ["a"], "additionalProperties": false, "properties": {
              "a": {"type": "integer", "minimum": 1}, "b": {"anyOf": [{"type": "null"}, {"$ref": "#/properties/a"}]},
              "c/d": {"type": "array", "items": {"type": "string", "pattern": "^x"}}}}
            """
        let schema = try file("schema.json", text)
        let oracle = SchemaOracle(registry: Registry(files: [schema]))
        let value: SpecValue = try #require(SpecValue(json: Array(#"{"b": 0, "c/d": ["x", "y", 1], "e": 1}"#.utf8)))
        let faults = oracle.faults(of: value, by: SpecNode(file: schema)).map {
            "\($0.keyword) \($0.pointer)"
        }
        #expect(
            Set(faults) == [
                "required ", "minimum /b", "pattern /c~1d/1", "type /c~1d/2", "additionalProperties /e",
            ]
        )
    }

    @Test func integersAndFractionsAreComparedExactlyAtTheEndsOf64Bits() throws {
        let schema = try file(
            "schema.json",
            #"{"maximum": 9223372036854775807, "minimum": -9223372036854775808}"#
        )
        let oracle = SchemaOracle(registry: Registry(files: [schema]))
        func keywords(_ value: SpecValue) -> [String] {
            oracle.faults(of: value, by: SpecNode(file: schema)).map(\.keyword)
        }
        #expect(keywords(.integer(.max)) == [])
        #expect(keywords(.real(0x1p63)) == ["maximum"])
        #expect(keywords(.real(-0x1p63)) == [])
        #expect(keywords(.real((-0x1p63).nextDown)) == ["minimum"])
    }
}
