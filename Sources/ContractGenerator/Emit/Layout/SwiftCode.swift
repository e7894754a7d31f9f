/// One line of generated Swift as its brackets and strings divide it.
struct SwiftCode {
    let bytes: [UInt8]
    /// How many brackets are open before each byte; a byte of a string is as deep as the inside of brackets.
    private let depths: [Int]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var depths: [Int] = []
        depths.reserveCapacity(bytes.count)
        var depth = 0
        var generics = 0
        var isString = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isString {
                depths.append(depth + 1)
                isString = byte != UInt8(ascii: "\"") || isEscaped
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: ">") where generics > 0 && bytes[index - 1] != UInt8(ascii: "-"):
                (depth, generics) = (depth - 1, generics - 1)
            default: break
            }
            depths.append(isString ? depth + 1 : depth)
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "<") where index > 0 && Self.isLetterOrDigit(bytes[index - 1]):
                (depth, generics) = (depth + 1, generics + 1)
            default: break
            }
        }
        self.depths = depths
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func matches(_ word: StaticString, at index: Int) -> Bool {
        guard depths[index] == 0, index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { word in word.indices.allSatisfy { word[$0] == bytes[index + $0] } }
    }

    /// The parts between a separator that stands outside of brackets.
    func split(at separator: StaticString) -> [String] {
        var parts: [String] = []
        var start = 0
        for index in bytes.indices where index >= start && matches(separator, at: index) {
            parts.append(text(start..<index))
            start = index + separator.utf8CodeUnitCount
        }
        parts.append(text(start..<bytes.count))
        return parts
    }

    /// The operands of the loosest operator outside of brackets, each but the first behind its operator.
    var operands: [String] {
        let spaces = bytes.indices.filter { depths[$0] == 0 && bytes[$0] == UInt8(ascii: " ") }
        let all: [[StaticString]] = [[" ? ", " : "], [" || "], [" && "], [" ?? "]]
        for operators in all {
            let starts = spaces.filter { index in operators.contains { matches($0, at: index) } }
            guard !starts.isEmpty, operators.count == 1 || starts.count == 2 else { continue }
            let ends = starts.dropFirst() + [bytes.count]
            return [text(0..<starts[0])] + zip(starts, ends).map { text(($0 + 1)..<$1) }
        }
        return [text(0..<bytes.count)]
    }

    /// The first byte of the value of an assignment or of a constant.
    var assigned: Int? {
        bytes.indices.first { matches(" = ", at: $0) }.map { $0 + 3 }
    }

    /// The end of an argument's label, behind its colon.
    var label: Int? {
        guard let colon = bytes.indices.first(where: { matches(": ", at: $0) }) else { return nil }
        return bytes[..<colon].contains(UInt8(ascii: " ")) ? nil : colon + 1
    }

    /// The colon of `case .name(let value): statement`.
    var caseColon: Int? { bytes.indices.first { matches(": ", at: $0) } }

    /// The longest pair of brackets outside of others with something in it.
    var longestGroup: Range<Int>? {
        var longest: Range<Int>?
        var start: Int?
        for index in bytes.indices where depths[index] == 0 {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): start = index
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard let open = start, index - open > 1 else { continue }
                if index - open >= longest?.count ?? 0 { longest = open..<(index + 1) }
                start = nil
            default: break
            }
        }
        return longest
    }

    /// The body of a statement that has one on its line: from its brace to the one that ends the line.
    var body: Range<Int>? {
        let words = ["if ", "guard ", "while ", "for ", "func ", "static func ", "package init"]
        guard bytes.last == UInt8(ascii: "}"), words.contains(where: { bytes.starts(with: $0.utf8) }),
            let start = bytes.indices.last(where: { matches("{ ", at: $0) })
        else { return nil }
        return start..<bytes.count
    }
}
