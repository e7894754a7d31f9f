import ContractRuntime
import HTTPTypes
import Testing

@Suite struct PathSegmentsTests {
    private func segments(_ path: String) -> [String] {
        withBytes(path) { bytes in
            let segments = PathSegments(bytes)
            return (0..<segments.count).map { segments[$0].string }
        }
    }

    @Test(
        "segments stand between slashes; a last slash makes an empty one",
        arguments: [
            ("/", [""]), ("/a", ["a"]), ("/a/", ["a", ""]), ("/a/b", ["a", "b"]), ("//", ["", ""]), ("//a", ["", "a"]),
            ("/a//b", ["a", "", "b"]), ("/%2F", ["%2F"]),
        ]
    )
    func splitting(_ path: String, _ expected: [String]) {
        #expect(segments(path) == expected)
    }

    @Test("what is no path has no segments", arguments: ["", "a", "*", "a/b", "?"])
    func noPath(_ path: String) {
        #expect(segments(path).isEmpty)
    }

    @Test("sixteen segments are the most")
    func limit() {
        let sixteen: String = (1...16).map { "/\($0)" }.joined()
        #expect(segments(sixteen) == (1...16).map(String.init))
        #expect(segments(sixteen + "/").isEmpty)
        #expect(segments(sixteen + "/17").isEmpty)
        #expect(segments(String(repeating: "/", count: 10_000)).isEmpty)
    }
}
