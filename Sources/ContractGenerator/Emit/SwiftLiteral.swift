/// Swift source text for values.
enum SwiftLiteral {
    /// A string literal that reads back as the same scalars; everything outside printable ASCII is escaped.
    static func string(_ text: String) -> String {
        // Bytes, because a whole document passes through here.
        var literal: [UInt8] = [UInt8(ascii: "\"")]
        literal.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
            case " "..."~": literal.append(UInt8(ascii: scalar))
            default: literal += "\\u{\(String(scalar.value, radix: 16))}".utf8
            }
        }
        literal.append(UInt8(ascii: "\""))
        return String(decoding: literal, as: UTF8.self)
    }

    /// True where a literal over several lines reads back as the same text: no control character but line feeds.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\n") }
    }

    /// The signs of a raw literal, one more than follow a quote or a backslash anywhere in the text: nothing ends the
    /// literal or escapes in it.
    static func signs(for text: String) -> String {
        var longest = 0
        var run: Int?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
            case UInt8(ascii: "#"): run = run.map { $0 + 1 }
            default: run = nil
            }
            longest = max(longest, run ?? 0)
        }
        return String(repeating: "#", count: longest + 1)
    }

    /// A number literal; callers state the type.
    static func number(_ value: SpecValue) -> String {
        switch value {
        case .integer(let number): number == .min ? "Int64.min" : String(number)
        case .real(let number): "\(number)"
        default: "0"
        }
    }

    /// An integral bound as `Int64`, another as `Double`: the pair of overloads compares both exactly.
    static func bound(_ value: SpecValue) -> String {
        switch value {
        case .integer(let number): "(\(SwiftLiteral.number(.integer(number))) as Int64)"
        case .real(let number):
            if let integer = Int64(exactly: number) {
                integer == .min ? "Int64.min" : "(\(integer) as Int64)"
            } else if number.isSubnormal {
                // The compiler refuses a literal that loses digits.
                "Double(bitPattern: \(number.bitPattern))"
            } else {
                "(\(number) as Double)"
            }
        default: "(0 as Int64)"
        }
    }

    /// Words that need back-ticks to be a name: the keywords, and what is one before an expression.
    static let keywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol",
        "public", "repeat", "rethrows", "return", "self", "Self", "static", "struct", "subscript", "super", "switch",
        "throw", "throws", "true", "try", "typealias", "var", "where", "while", "Any", "Type", "Protocol",
        "any", "await", "borrow", "consume", "copy", "discard", "each", "some", "then", "unsafe", "yield",
    ]

    /// Text for a comment that ends with its line: whatever could end it earlier is a space.
    static func comment(_ text: String) -> String {
        if isPrintableASCII(text) { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}": line.append(" ")
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    /// The lines of a text, each for a comment of its own; empty ones are left out.
    static func comments(_ text: String) -> [String] {
        if isPrintableASCII(text) { return text.isEmpty ? [] : [text] }
        return text.split(whereSeparator: \.isNewline).map { comment(String($0)) }
    }

    /// Almost every text is: it needs no look at its scalars.
    private static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7f }
    }

    /// An identifier, in back-ticks where it is a keyword.
    static func identifier(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    /// A label in a call, where one word needs back-ticks and the others must not have them.
    static func label(_ name: String) -> String { name == "inout" ? "`inout`" : name }

    /// The statement of an initialiser that keeps its argument.
    static func assignment(_ name: String) -> String { "self.\(identifier(name)) = \(identifier(name))" }

    /// A value as compact JSON.
    static func json(_ value: SpecValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .string(let text): jsonString(text)
        case .array(let elements): "[" + elements.map(json).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { jsonString($0.key) + ":" + json($0.value) }.joined(separator: ",") + "}"
        }
    }

    private static func jsonString(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\u{0}"..."\u{1f}":
                let hex = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
