import ContractGenerator
import Testing

@Suite struct SourceLocatorTests {
    private let locator = SourceLocator(
        bytes: Array(
            """
            {
              "a": {"b": [1, {"c": "}]\\""}, 3]},
              "é/~": {"d\\u0041": null}, "x": 1
            }
            """.utf8
        )
    )

    @Test(
        arguments: [
            ("", 1, 1), ("/a", 2, 3), ("/a/b", 2, 9), ("/a/b/0", 2, 15), ("/a/b/1/c", 2, 19), ("/a/b/2", 2, 33),
            ("/é~1~0", 3, 3), ("/é~1~0/dA", 3, 11), ("/x", 3, 29),
        ]
    )
    func findsMembersByNameAndElementsByValue(_ pointer: String, _ line: Int, _ column: Int) throws {
        let path = try #require(JSONPointer.tokens(of: pointer))
        #expect(locator.position(of: path) == SourcePosition(line: line, column: column))
    }

    @Test func fallsBackToTheNearestAncestor() {
        #expect(locator.position(of: ["a", "b", "9", "z"]) == SourcePosition(line: 2, column: 9))
        #expect(locator.position(of: ["nothing"]) == SourcePosition(line: 1, column: 1))
    }

    @Test func findsManyAtOnceInTheOrderAskedFor() {
        let positions = locator.positions(of: [["x"], ["a"], ["x"], []])
        #expect(positions.map(\.line) == [3, 2, 3, 1])
    }

    @Test(arguments: ["", "{", "[", "{\"a", "{\"a\":", "[[[[", "}", "{\"a\\", "{]", "[}", "{\"a\":1,,\"b\":2}"])
    func staysInsideAnyText(_ text: String) {
        let position = SourceLocator(bytes: Array(text.utf8)).position(of: ["a", "0", "b"])
        #expect(position.line == 1)
    }
}
