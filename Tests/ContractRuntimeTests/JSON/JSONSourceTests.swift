import ContractRuntime
import HTTPTypes
import Testing

@Suite struct JSONSourceTests {
    /// The root's members (or elements) that are kept, in the order given by `order`.
    private func kept(_ text: String, order: (Int) -> [Int] = { Array(0..<$0) }) throws -> [String] {
        try withBytes(Array(text.utf8) + [UInt8](repeating: 0, count: 64)) { padded in
            let source = padded.slice(0, padded.count - 64)
            let limits = JSONLimits(maxDepth: 100, replacesLoneSurrogates: true)
            return try JSONDocument.withRoot(ofPadded: source, limits: limits) { root in
                var values: [JSONValue] = []
                if root.isObject {
                    var members = root.members
                    while let (_, value) = members.next() { values.append(value) }
                } else {
                    var elements = root.elements
                    while let value = elements.next() { values.append(value) }
                }
                var validation = Validation(source: source)
                return order(values.count).map { validation.text(of: values[$0]).string }
            }
        }
    }

    static let texts: [String] = [
        "36286509719560249344", "1.0", "1", "1e400", "-1e400", "-0", "-0.0", "1E5", "1e+05", "2.50",
        "0.1000000000000000055511151231257827", "-9223372036854775809", "true", "false", "null", #""""#, #""a""#,
        #""\u0041\/\u0000\ud83d\ude00 \\""#, #""\ud83d""#, #""\\\"""#, "\"\u{1F600}\u{e9}\"", "[]", "{}", "[ ]", "{ }",
        "[1 ,\t[2.50,{\"b\" : null}]\n, \"],}\" ]", #"{ "a\u0041" : [ 1.0 ] , "b":{"c":"}"} }"#,
    ]

    @Test("a value is kept as it came, whatever stands around it", arguments: texts)
    func verbatim(text: String) throws {
        #expect(try kept("[\(text)]") == [text])
        #expect(try kept(" [ \(text) , \(text)\n]") == [text, text])
        #expect(try kept("{\"x\":\(text),\"\\\"\":[1e400,\"\\\\\"],\"y\" : \(text) }")[2] == text)
    }

    @Test("values are found in any order")
    func order() throws {
        let document = "[" + Self.texts.joined(separator: " , ") + "]"
        #expect(try kept(document) == Self.texts)
        #expect(try kept(document) { Array((0..<$0).reversed()) } == Self.texts.reversed())
        #expect(
            try kept(document) { Array(stride(from: 0, to: $0, by: 3)) }
                == stride(from: 0, to: Self.texts.count, by: 3).map { Self.texts[$0] }
        )
    }

    @Test("any nesting of values with any white space is found again")
    func random() throws {
        var generator = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
        func space() -> String { ["", "", " ", "\n", "\t \r\n"].randomElement(using: &generator) ?? "" }
        func value(_ depth: Int) -> String {
            let choice = depth > 5 ? 0 : Int.random(in: 0..<3, using: &generator)
            let count = Int.random(in: 0..<4, using: &generator)
            switch choice {
            case 1:
                let members: [String] = (0..<count).map {
                    "\(space())\"\($0)\\\"\"\(space()):\(space())\(value(depth + 1))\(space())"
                }
                return "{" + members.joined(separator: ",") + "}"
            case 2:
                return "[" + (0..<count).map { _ in space() + value(depth + 1) + space() }.joined(separator: ",") + "]"
            default: return Self.texts.randomElement(using: &generator) ?? "1"
            }
        }
        for _ in 0..<300 {
            let values: [String] = (0..<5).map { _ in value(0) }
            let document = "[" + values.map { space() + $0 + space() }.joined(separator: ",") + "]"
            #expect(try kept(document) == values, "\(document)")
        }
    }

    @Test("a value that is no part of a text, such as a parameter's, is written anew")
    func withoutSource() throws {
        let written = try withJSON(" 2.50 ") { root in
            var validation = Validation()
            return validation.text(of: root).string
        }
        #expect(written == "2.5")
    }
}
