/// The elements of an S3 server's answer, which hold text or elements and no attributes that matter.
///
/// No XML parser: namespaces, comments and sections of character data, which no S3 server sends, are not understood.
struct XMLText {
    private let text: Substring

    init(_ bytes: [UInt8]) { text = Substring(String(decoding: bytes, as: UTF8.self)) }

    private init(_ text: Substring) { self.text = text }

    /// The content of every element of this name, in order; elements of one name do not hold each other.
    func elements(_ name: String) -> [XMLText] {
        var elements: [XMLText] = []
        var rest = text
        while let start = XMLText.opening(name, in: rest) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "</\(name)>") else { break }
            elements.append(XMLText(rest[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return elements
    }

    /// The text of the first element of this name.
    func value(_ name: String) -> String? { elements(name).first?.decoded }

    /// `<name>` or `<name …>`.
    private static func opening(_ name: String, in text: Substring) -> Range<Substring.Index>? {
        var rest = text
        while let start = rest.firstRange(of: "<\(name)") {
            rest = rest[start.upperBound...]
            guard rest.first == ">" || rest.first == " ", let end = rest.firstIndex(of: ">") else { continue }
            return start.lowerBound..<rest.index(after: end)
        }
        return nil
    }

    private var decoded: String {
        var result = ""
        var rest = text
        while let start = rest.firstIndex(of: "&"), let end = rest[start...].firstIndex(of: ";") {
            result += rest[..<start]
            result += XMLText.character(rest[rest.index(after: start)..<end]) ?? String(rest[start...end])
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        default:
            (name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst()))
                .flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        }
    }
}
