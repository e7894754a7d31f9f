import HTTPTypes
import Testing

@testable import ContractRuntime

@Suite struct JSONPointerTests {
    private func pointers(_ text: String) throws -> [String] {
        try withJSON(text) { root in
            var indices: [Int] = []
            func visit(_ value: JSONValue) {
                indices.append(value.index)
                if value.isObject {
                    var members = value.members
                    while let (name, member) = members.nextWithNameAsValue() {
                        indices.append(name.index)
                        visit(member)
                    }
                } else if value.isArray {
                    var elements = value.elements
                    while let element = elements.next() { visit(element) }
                }
            }
            visit(root)
            return JSONPointer.pointers(to: indices, from: root)
        }
    }

    @Test("every value has its pointer, a member's name that of its value")
    func places() throws {
        #expect(try pointers("1") == [""])
        #expect(
            try pointers(#"{"a":[1.5,{"b":2}],"c":{}}"#) == [
                "", "/a", "/a", "/a/0", "/a/1", "/a/1/b", "/a/1/b", "/c", "/c",
            ]
        )
        #expect(try pointers("[[],[[0]]]") == ["", "/0", "/1", "/1/0", "/1/0/0"])
    }

    @Test(
        "names are escaped by scalars",
        arguments: [
            ("a/b", "a~1b"), ("~", "~0"), ("~1", "~01"), ("", ""), ("/\u{301}", "~1\u{301}"), ("~\u{301}", "~0\u{301}"),
            ("a b", "a b"), ("\u{0}", "\u{0}"), ("\"", "\""),
        ]
    )
    func escapes(_ name: String, _ expected: String) {
        #expect(JSONPointer.escape(name).utf8.elementsEqual(expected.utf8))
    }
}
