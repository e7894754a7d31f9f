import HTTPTypes
import Patterns

/// The JSON Schema 2020-12 formats as predicates over UTF-8 text.
///
/// No predicate allocates (`isRegex` excepted), traps or recurses; each answers in time linear in the text.
package enum Format {
    /// True for a UUID in its canonical form of 8-4-4-4-12 hexadecimal digits, either case (RFC 4122 § 3).
    package static func isUUID(_ text: Bytes) -> Bool {
        guard text.count == 36 else { return false }
        var index = 0
        while index < 36 {
            let byte = text[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return false }
            } else {
                guard isHex(byte) else { return false }
            }
            index += 1
        }
        return true
    }

    /// True for a JSON pointer in string form (RFC 6901 § 3): empty, or "/" and tokens with `~0` and `~1` escapes.
    package static func isJSONPointer(_ text: Bytes) -> Bool {
        if text.isEmpty { return true }
        guard text[0] == UInt8(ascii: "/") else { return false }
        var index = 1
        while index < text.count {
            if text[index] == UInt8(ascii: "~") {
                index += 1
                guard index < text.count, text[index] == UInt8(ascii: "0") || text[index] == UInt8(ascii: "1") else {
                    return false
                }
            }
            index += 1
        }
        return true
    }

    /// True for a valid ECMA-262 pattern in Unicode mode, whether or not `Pattern` can run it.
    package static func isRegex(_ text: Bytes) -> Bool {
        do throws(ECMAPatternError) {
            _ = try ECMAPattern.translate(text.string)
            return true
        } catch {
            return error.isUnsupported
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    static func isAlpha(_ byte: UInt8) -> Bool {
        let folded = byte | 0x20
        return folded >= 0x61 && folded <= 0x7A
    }

    @inline(__always)
    static func isHex(_ byte: UInt8) -> Bool { HexDigit.value(byte) != nil }
}
