extension ECMAPattern {
    mutating func escape() throws(ECMAPatternError) {
        let start = index
        index += 1
        guard let scalar = peek() else { throw fault("the pattern ends with a backslash", at: start) }
        switch scalar {
        case 0x42: assertion("\\B")
        case 0x62: assertion("\\b")
        case 0x6B:
            index += 1
            guard take("<") else { throw fault("expected \"<\" after \\k") }
            guard let group = names[try groupName()] else { throw fault("no group of this name", at: start) }
            output += "\\g{\(group)}"
            try endAtom(.any)
        case 0x31...0x39:
            let group = number() ?? 0
            guard group <= captures else { throw fault("no group of this number", at: start) }
            output += "\\g{\(group)}"
            try endAtom(.any)
        default:
            if let set = try classEscape() {
                output += set.isEmpty ? ECMAPattern.never : "[\(set)]"
            } else {
                output += ECMAPattern.literal(try characterEscape(inClass: false))
            }
            try endAtom(.one)
        }
    }

    /// The content of a bracket expression for `\d`, `\p{…}` and their like; nil for any other escape.
    mutating func classEscape() throws(ECMAPatternError) -> String? {
        guard let scalar: UInt32 = peek(), let set = ECMAPattern.sets[scalar] else {
            guard isNext("p") || isNext("P") else { return nil }
            return try property()
        }
        index += 1
        return set
    }

    /// Reads what follows the backslash of an escape that stands for one character.
    mutating func characterEscape(inClass: Bool) throws(ECMAPatternError) -> UInt32 {
        guard let scalar = peek() else { throw fault("unfinished escape") }
        index += 1
        switch scalar {
        case 0x66: return 0x0C
        case 0x6E: return 0x0A
        case 0x72: return 0x0D
        case 0x74: return 0x09
        case 0x76: return 0x0B
        case 0x62 where inClass: return 0x08
        case 0x2D where inClass: return 0x2D
        case 0x30:
            if let next = peek(), next >= 0x30, next <= 0x39 { throw fault("octal escapes are not allowed") }
            return 0
        case 0x63:
            guard let letter = peek(), (0x61...0x7A).contains(letter | 0x20) else {
                throw fault("expected a letter after \\c")
            }
            index += 1
            return letter & 0x1F
        case 0x78: return try hexadecimal(digits: 2)
        case 0x75: return try unicodeEscape()
        // The syntax characters and "/"; everything else has no escape in Unicode mode.
        case 0x24, 0x28...0x2B, 0x2E, 0x2F, 0x3F, 0x5B...0x5E, 0x7B...0x7D: return scalar
        default: throw fault("unknown escape", at: index - 2)
        }
    }

    /// Reads what follows `\u`: four digits, a surrogate pair of two escapes, or digits in braces.
    mutating func unicodeEscape() throws(ECMAPatternError) -> UInt32 {
        if take("{") {
            var value: UInt32 = 0
            let start = index
            while let digit = ECMAPattern.hexValue(peek()) {
                value = value * 16 + digit
                guard value <= 0x10FFFF else { throw fault("code point out of range", at: start) }
                index += 1
            }
            guard index > start, take("}") else { throw fault("expected digits and \"}\" after \\u{") }
            return value
        }
        let high = try hexadecimal(digits: 4)
        guard (0xD800...0xDBFF).contains(high), isNext("\\"), isNext("u", 1), !isNext("{", 2) else { return high }
        let afterHigh = index
        index += 2
        let low = try hexadecimal(digits: 4)
        if (0xDC00...0xDFFF).contains(low) { return 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF) }
        index = afterHigh
        return high
    }

    mutating func hexadecimal(digits: Int) throws(ECMAPatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = ECMAPattern.hexValue(peek()) else {
                throw fault("expected \(digits) hexadecimal digits")
            }
            value = value * 16 + digit
            index += 1
        }
        return value
    }

    static func hexValue(_ scalar: UInt32?) -> UInt32? {
        switch scalar {
        case .some(let digit) where (0x30...0x39).contains(digit): digit - 0x30
        case .some(let digit) where (0x41...0x46).contains(digit & ~0x20): (digit & ~0x20) - 0x41 + 10
        default: nil
        }
    }

    /// Reads `p{…}` or `P{…}`; the answer is the content of a bracket expression.
    mutating func property() throws(ECMAPatternError) -> String {
        let start = index
        let negated = isNext("P")
        index += 1
        guard take("{") else { throw fault("expected \"{\" after \\p") }
        var text = ""
        while let scalar: UInt32 = peek(), scalar < 0x80, scalar != 0x7D, let value: Unicode.Scalar = .init(scalar) {
            text.unicodeScalars.append(value)
            index += 1
        }
        guard take("}") else { throw fault("expected \"}\" after the property", at: start) }
        if ECMAProperty.isUnsupported(text) { throw unsupported("this property is not supported", at: start) }
        guard let set = ECMAProperty.set(text, negated: negated) else {
            throw fault("unknown property", at: start)
        }
        return set
    }
}
