extension ECMAPattern {
    mutating func characterClass() throws(ECMAPatternError) {
        let start = index
        index += 1
        let negated = take("^")
        var body = ""
        while !take("]") {
            guard index < source.count else { throw fault("unclosed \"[\"", at: start) }
            let itemStart: Int = index
            let low: ClassItem = try classItem()
            guard isNext("-"), peek(1) != nil, !isNext("]", 1) else {
                body += low.text
                continue
            }
            index += 1
            let high: ClassItem = try classItem()
            guard case .character(let first) = low, case .character(let last) = high, first <= last else {
                throw fault("invalid range in a character class", at: itemStart)
            }
            body += ECMAPattern.range(first, last)
        }
        if body.isEmpty {
            output += negated ? "(?s:.)" : ECMAPattern.never
        } else {
            output += negated ? "[^\(body)]" : "[\(body)]"
        }
    }

    enum ClassItem {
        case character(UInt32)
        case set(String)

        var text: String {
            switch self {
            case .character(let value): ECMAPattern.range(value, value)
            case .set(let text): text
            }
        }
    }

    mutating func classItem() throws(ECMAPatternError) -> ClassItem {
        guard let scalar = peek() else { throw fault("unclosed character class") }
        guard take("\\") else {
            index += 1
            return .character(scalar)
        }
        if let set = try classEscape() { return .set(set) }
        return .character(try characterEscape(inClass: true))
    }

    /// A character outside of brackets; a lone surrogate never occurs in UTF-8 text.
    static func literal(_ value: UInt32) -> String {
        (0xD800...0xDFFF).contains(value) ? never : character(value)
    }

    /// A range inside of brackets, its ends moved out of the surrogates.
    static func range(_ first: UInt32, _ last: UInt32) -> String {
        let low: UInt32 = (0xD800...0xDFFF).contains(first) ? 0xE000 : first
        let high: UInt32 = (0xD800...0xDFFF).contains(last) ? 0xD7FF : last
        if low > high { return "" }
        return low == high ? character(low) : "\(character(low))-\(character(high))"
    }

    static func character(_ value: UInt32) -> String {
        if value < 0x80, let scalar = Unicode.Scalar(value) {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return String(scalar) }
        }
        return "\\x{\(String(value, radix: 16))}"
    }

    /// `\d`, `\w`, `\s` and their complements by the escape's letter, as the content of bracket expressions.
    static let sets: [UInt32: String] = [
        0x64: "0-9",
        0x44: "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}",
        0x77: "0-9A-Z_a-z",
        0x57: "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}",
        0x73: "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"
            + "\\x{3000}\\x{feff}",
        0x53: "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
            + "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}",
    ]
}
