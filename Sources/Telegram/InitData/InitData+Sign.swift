import Crypto

extension InitData {
    /// Makes launch data as Telegram would sign it, for tests and load tools: the fields in their order, then `hash`.
    ///
    /// `fields` are plain text (they are form-encoded here) and hold no `hash`.
    package static func sign(fields: [(name: String, value: String)], botToken: Secret) -> String {
        let lines = fields.map { (name: Array($0.name.utf8), line: Array("\($0.name)=\($0.value)".utf8)) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
            .map(\.line)
        let hash = InitDataVerifier.derivedKey(botToken).authenticate(Array(lines.joined(separator: [0x0A])))
        return (fields + [(name: "hash", value: hash.hex)])
            .map { "\(formEncoded($0.name))=\(formEncoded($0.value))" }
            .joined(separator: "&")
    }

    /// Everything but RFC 3986's unreserved characters as %XX.
    private static func formEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }
}
