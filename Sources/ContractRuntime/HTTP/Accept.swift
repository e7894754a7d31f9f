import HTTPTypes

/// Negotiation of an answer's media type (RFC 9110 § 12.5.1).
package enum Accept {
    /// How closely a media range names the type; the closest range decides.
    private enum Precision: Int {
        case none, anything, type, exact, withParameters
    }

    private struct Verdict {
        var precision: Precision = .none
        /// In thousandths.
        var quality: Int = 0
        var sawRange: Bool = false
    }

    /// True where the request's `Accept` fields, taken together, admit the type `produced` (without parameters).
    ///
    /// No field, an empty one and a malformed one admit everything: a client that cannot say what it wants gets what
    /// there is. Problems are sent whatever this says.
    package static func admits(_ request: HTTPRequest, _ produced: StaticString) -> Bool {
        var verdict = Verdict()
        for field in request.fields where field.name.equalsIgnoringCase("accept") {
            guard read(field.value, Bytes(produced), &verdict) else { return true }
        }
        return !verdict.sawRange || verdict.quality > 0
    }

    /// Takes the ranges of one field into account; false where it is malformed.
    private static func read(_ value: Bytes, _ produced: Bytes, _ verdict: inout Verdict) -> Bool {
        guard let slash = produced.firstIndex(of: UInt8(ascii: "/")) else { return false }
        var cursor = FieldCursor(value)
        var isFirst = true
        while true {
            guard cursor.skipListSeparator(isFirst: isFirst) else { return false }
            if cursor.isAtEnd { return true }
            isFirst = false
            guard let type = cursor.token(), cursor.take(UInt8(ascii: "/")),
                let subtype = cursor.token()
            else { return false }
            let anyType = type == "*"
            let anySubtype = subtype == "*"
            if anyType && !anySubtype { return false }
            var precision: Precision = .none
            if anyType {
                precision = .anything
            } else if type.equalsIgnoringCase(produced.slice(0, slash)) {
                if anySubtype {
                    precision = .type
                } else if subtype.equalsIgnoringCase(produced.slice(slash + 1, produced.count)) {
                    precision = .exact
                }
            }
            guard let quality = parameters(&cursor, &precision) else { return false }
            verdict.sawRange = true
            if precision.rawValue > verdict.precision.rawValue {
                verdict.precision = precision
                verdict.quality = quality
            } else if precision == verdict.precision, precision != .none {
                verdict.quality = max(verdict.quality, quality)
            }
        }
    }

    /// Reads a range's parameters; the answer is its weight, nil where they are malformed.
    ///
    /// `charset=utf-8` (or `utf8`) describes what is sent; any other parameter asks for a variant that there is not.
    private static func parameters(_ cursor: inout FieldCursor, _ precision: inout Precision) -> Int? {
        var weight: Int?
        while true {
            switch cursor.parameter() {
            case .none: return weight ?? 1000
            case .malformed: return nil
            case .found(let name, let value):
                if name.equalsIgnoringCase("q"), weight == nil {
                    guard let parsed = quality(value) else { return nil }
                    weight = parsed
                } else if weight == nil, precision != .none {
                    let isCharset = name.equalsIgnoringCase("charset") && value.namesUTF8
                    precision = isCharset ? (precision == .exact ? .withParameters : precision) : .none
                }
            }
        }
    }

    /// A `qvalue` in thousandths: 0 to 1 with at most three decimals.
    private static func quality(_ text: Bytes) -> Int? {
        guard text.count >= 1, text.count <= 5, text[0] == UInt8(ascii: "0") || text[0] == UInt8(ascii: "1") else {
            return nil
        }
        var thousandths = Int(text[0] - 0x30) * 1000
        if text.count == 1 { return thousandths }
        guard text[1] == UInt8(ascii: ".") else { return nil }
        var place = 100
        for index in 2..<text.count {
            guard Format.isDigit(text[index]) else { return nil }
            thousandths += Int(text[index] - 0x30) * place
            place /= 10
        }
        return thousandths <= 1000 ? thousandths : nil
    }
}
