/// Text as it stands in HTML, in elements and in quoted attributes.
enum HTMLText {
    /// Escapes all with a meaning in HTML; what no document may hold (control characters, noncharacters) becomes
    /// U+FFFD, and every line end a line feed (HTML Living Standard, section 13.2.3.5).
    static func escape(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
            default: byte >= 0x20 && byte < 0x7F
            }
        }
        if isPlain { return text }
        var escaped = ""
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\r": escaped += "\n"
            case "\n": escaped += isAfterReturn ? "" : "\n"
            case "\t": escaped += "\t"
            default: escaped.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return escaped
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
