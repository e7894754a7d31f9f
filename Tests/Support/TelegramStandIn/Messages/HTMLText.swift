/// Telegram's HTML: a few tags and entities, everything closed in order.
struct HTMLText {
    private struct Open {
        var tag: String
        var start: Int
        var members: [String: JSON]
    }

    private static let kinds: [String: String] = [
        "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
        "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
        "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
        "tg-emoji": "custom_emoji",
    ]
    private static let references: [String: UInt8] = ["lt": 0x3C, "gt": 0x3E, "amp": 0x26, "quot": 0x22]

    private let source: [UInt8]
    private var index: Int = 0
    private var output: [UInt8] = []
    /// The length of `output` in UTF-16, in which entities are counted.
    private var length: Int = 0
    private var open: [Open] = []
    private var entities: [JSON] = []

    /// - Throws: 400 in Telegram's words where the markup is broken.
    static func parse(_ text: String) throws(Refusal) -> FormattedText {
        var parser = HTMLText(source: Array(text.utf8))
        try parser.run()
        return FormattedText(text: String(decoding: parser.output, as: UTF8.self), entities: parser.entities)
    }

    private init(source: [UInt8]) { self.source = source }

    private mutating func run() throws(Refusal) {
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "<"): try tag()
            case UInt8(ascii: "&"): reference()
            default:
                append(source[index])
                index += 1
            }
        }
        if let last = open.last {
            throw Self.broken("Can't find end tag corresponding to start tag \"\(last.tag)\"")
        }
    }

    private mutating func append(_ byte: UInt8) {
        output.append(byte)
        // A scalar counts at its first byte: two units where it takes four bytes.
        if byte & 0xC0 != 0x80 { length += byte >= 0xF0 ? 2 : 1 }
    }

    /// A character reference; what is none stands for itself.
    private mutating func reference() {
        guard let end = source[index...].firstIndex(of: UInt8(ascii: ";")), end - index <= 10 else {
            append(source[index])
            index += 1
            return
        }
        let name = String(decoding: source[index + 1..<end], as: UTF8.self)
        if let byte = Self.references[name] {
            append(byte)
        } else if name.hasPrefix("#"), let scalar = Self.scalar(name.dropFirst()) {
            for byte in String(Character(scalar)).utf8 { append(byte) }
        } else {
            append(source[index])
            index += 1
            return
        }
        index = end + 1
    }

    private static func scalar(_ digits: Substring) -> Unicode.Scalar? {
        let isHex = digits.hasPrefix("x")
        guard let number = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10), number > 0 else {
            return nil
        }
        return Unicode.Scalar(number)
    }

    private mutating func tag() throws(Refusal) {
        let begin = index
        let isEnd = index + 1 < source.count && source[index + 1] == UInt8(ascii: "/")
        guard let close = source[begin...].firstIndex(of: UInt8(ascii: ">")) else {
            throw Self.broken("Unclosed \(isEnd ? "end" : "start") tag at byte offset \(begin)")
        }
        let inner = String(decoding: source[begin + (isEnd ? 2 : 1)..<close], as: UTF8.self)
        index = close + 1
        if isEnd { try endTag(inner.lowercased(), begin) } else { try startTag(inner, begin) }
    }

    private mutating func startTag(_ inner: String, _ begin: Int) throws(Refusal) {
        let name = inner.prefix { $0 != " " && $0 != "\n" }.lowercased()
        guard let kind = Self.kinds[name] else {
            throw Self.broken("Unsupported start tag \"\(name)\" at byte offset \(begin)")
        }
        let rest = inner.dropFirst(name.count)
        var members: [String: JSON] = ["type": .string(kind)]
        if name == "span", !rest.contains("tg-spoiler") {
            throw Self.broken("Tag \"span\" must have class \"tg-spoiler\" at byte offset \(begin)")
        }
        if name == "a" { members["url"] = .string(Self.attribute("href", of: rest)) }
        if name == "tg-emoji" { members["custom_emoji_id"] = .string(Self.attribute("emoji-id", of: rest)) }
        if name == "blockquote", rest.contains("expandable") { members["type"] = "expandable_blockquote" }
        open.append(Open(tag: name, start: length, members: members))
    }

    private static func attribute(_ name: String, of text: Substring) -> String {
        guard let start = text.firstRange(of: name + "=")?.upperBound, start < text.endIndex else { return "" }
        let quote = text[start]
        guard quote == "\"" || quote == "'" else { return String(text[start...].prefix { $0 != " " }) }
        let value = text[text.index(after: start)...].prefix { $0 != quote }
        return (try? parse(String(value)).text) ?? String(value)
    }

    private mutating func endTag(_ name: String, _ begin: Int) throws(Refusal) {
        guard var last = open.popLast() else { throw Self.broken("Unexpected end tag at byte offset \(begin)") }
        guard name.isEmpty || name == last.tag else {
            throw Self.broken(
                "Unmatched end tag at byte offset \(begin), expected \"</\(last.tag)>\", found \"</\(name)>\""
            )
        }
        let isLink = last.members["type"] == "text_link"
        guard last.start < length, !isLink || last.members["url"] != "" else { return }
        last.members["offset"] = .int(Int64(last.start))
        last.members["length"] = .int(Int64(length - last.start))
        entities.append(.object(last.members))
    }

    private static func broken(_ text: String) -> Refusal { .badRequest("can't parse entities: \(text)") }
}
