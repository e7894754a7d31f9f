import HTTPTypes

/// The media type of a body, as `Content-Type` names it (RFC 9110 § 8.3.1).
package struct MediaType: Sendable {
    /// The type, before the slash, as it was sent.
    package let type: Bytes
    /// The subtype, after the slash, as it was sent.
    package let subtype: Bytes
    /// The first `charset` parameter without its quotes; nil where there is none.
    package let charset: Bytes?

    /// Reads a field value; nil where it is malformed or names two charsets that differ.
    package init?(_ value: Bytes) {
        var cursor = FieldCursor(value)
        guard let type = cursor.token(), cursor.take(UInt8(ascii: "/")), let subtype = cursor.token()
        else { return nil }
        var charset: Bytes?
        reading: while true {
            switch cursor.parameter() {
            case .none: break reading
            case .malformed: return nil
            case .found(let name, let value):
                guard name.equalsIgnoringCase("charset") else { continue }
                if let charset, !charset.equalsIgnoringCase(value), !(charset.namesUTF8 && value.namesUTF8) {
                    return nil
                }
                charset = charset ?? value
            }
        }
        cursor.skipWhiteSpace()
        guard cursor.isAtEnd else { return nil }
        self.type = type
        self.subtype = subtype
        self.charset = charset
    }

    /// True where `value` names the media type `expected` (lower case, without parameters) in UTF-8.
    ///
    /// A charset other than UTF-8, which many clients write "utf8", is no match; parameters that JSON does not define
    /// are ignored (RFC 8259 § 11).
    package static func matches(_ value: Bytes, _ expected: StaticString) -> Bool {
        let wanted = Bytes(expected)
        guard let found = MediaType(value), let slash = wanted.firstIndex(of: UInt8(ascii: "/")),
            found.type.equalsIgnoringCase(wanted.slice(0, slash)),
            found.subtype.equalsIgnoringCase(wanted.slice(slash + 1, wanted.count))
        else { return false }
        return found.charset?.namesUTF8 ?? true
    }
}

extension Bytes {
    /// True of a charset that is UTF-8: its name "UTF-8" or the alias "utf8" of the Encoding standard, in any case.
    ///
    /// The bytes are a token, or what stands between the quotes of a quoted string.
    var namesUTF8: Bool {
        if equalsIgnoringCase("utf-8") || equalsIgnoringCase("utf8") { return true }
        guard firstIndex(of: UInt8(ascii: "\\")) != nil else { return false }
        // Of a quoted pair the backslash does not count (RFC 9110 § 5.6.4), and neither name has one.
        let plain = buffer.filter { $0 != UInt8(ascii: "\\") }.map(Bytes.lowercased)
        return plain.elementsEqual("utf-8".utf8) || plain.elementsEqual("utf8".utf8)
    }
}
