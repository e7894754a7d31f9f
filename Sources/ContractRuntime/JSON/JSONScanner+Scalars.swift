import HTTPTypes

extension JSONScanner {
    /// Reads a string from its opening quote to after its closing one.
    mutating func string() throws(Fault) {
        index += 1
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return
            case UInt8(ascii: "\\"):
                try escape()
            case 0..<0x20:
                throw fault("control character in a string")
            case 0x80...0xFF:
                guard let length = UTF8Check.sequenceLength(text, at: index) else { throw fault("invalid UTF-8") }
                index += length
            default:
                index += 1
            }
        }
        throw fault("unexpected end of the text")
    }

    private mutating func escape() throws(Fault) {
        let start = index
        guard let kind = peek(1) else { throw fault("unexpected end of the text", at: text.count) }
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 2
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            if (0xDC00...0xDFFF).contains(unit) { return try loneSurrogate(at: start) }
            guard (0xD800...0xDBFF).contains(unit) else { return }
            let end = index
            if peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u"), (0xDC00...0xDFFF).contains(try codeUnit()) {
                return
            }
            // What follows it is read for itself.
            index = end
            try loneSurrogate(at: start)
        default:
            throw fault("unknown escape")
        }
    }

    private mutating func loneSurrogate(at start: Int) throws(Fault) {
        guard limits.replacesLoneSurrogates else { throw fault("lone surrogate", at: start) }
        mends.append(MendedJSON.Mend(start: start, end: index, replacement: "\\ufffd"))
    }

    /// Reads `\uXXXX`, whose first two bytes are known.
    private mutating func codeUnit() throws(Fault) -> UInt32 {
        let start = index
        index += 2
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek() else { throw fault("unexpected end of the text") }
            guard let digit = HexDigit.value(byte) else {
                throw fault("expected four hexadecimal digits", at: start)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    /// Reads a number; one that neither 64 bits nor a double hold is mended.
    mutating func number() throws(Fault) {
        let start = index
        let isNegative = peek() == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let firstDigit = index
        var magnitude: UInt64 = 0
        var overflows = false
        while let byte = peek(), Format.isDigit(byte) {
            let (product, over) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, above) = product.addingReportingOverflow(UInt64(byte - 0x30))
            overflows = overflows || over || above
            magnitude = sum
            index += 1
        }
        guard index > firstDigit else { throw digitFault() }
        if index - firstDigit > 1, text[firstDigit] == 0x30 { throw fault("leading zero", at: firstDigit) }

        var isInteger = true
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            try digits()
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        if isInteger, !overflows, !isNegative || magnitude <= Int64.min.magnitude { return }
        let double = Double(text.slice(start, index).string) ?? 0
        if !double.isFinite {
            let greatest: StaticString = isNegative ? "-1.7976931348623157e308" : "1.7976931348623157e308"
            mends.append(MendedJSON.Mend(start: start, end: index, replacement: greatest))
        } else if isInteger, double == -0x1p63 {
            // An integer just below `Int64.min` rounds to it and would pass for it: the double below stands for it.
            mends.append(MendedJSON.Mend(start: start, end: index, replacement: "-9223372036854777856e0"))
        } else if isInteger {
            mends.append(MendedJSON.Mend(start: index, end: index, replacement: "e0"))
        }
    }

    private mutating func digits() throws(Fault) {
        let start = index
        while let byte = peek(), Format.isDigit(byte) { index += 1 }
        if index == start { throw digitFault() }
    }

    private func digitFault() -> Fault {
        fault(index == text.count ? "unexpected end of the text" : "expected a digit")
    }
}
