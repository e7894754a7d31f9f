package import HTTPTypes

/// Entity tags and their precondition (RFC 9110 § 8.8.3 and § 13.1.2).
package enum EntityTag {
    /// The strong tag of a representation, quotes included: its length and a 64-bit FNV-1a hash in hexadecimal.
    ///
    /// Tells versions of our own answers apart; it is no defence against somebody who picks the bytes.
    package static func strong(of bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let digits: String = String(hash, radix: 16)
        let padding: String = String(repeating: "0", count: 16 - digits.count)
        return "\"\(String(bytes.count, radix: 16))-\(padding)\(digits)\""
    }

    /// True where `If-None-Match` names `current` (a tag with its quotes), so that the answer is 304 to a GET or HEAD.
    ///
    /// Compares weakly. Several fields count as one list; where any is malformed, nothing matches.
    package static func noneMatchHits(_ request: HTTPRequest, current: String) -> Bool {
        var hits: Bool = false
        var wildcards: Int = 0
        var count: Int = 0
        for field in request.fields where field.name.equalsIgnoringCase("if-none-match") {
            if field.value == "*" {
                wildcards += 1
                count += 1
                continue
            }
            guard let tags: Int = read(field.value, current, &hits) else { return false }
            count += tags
        }
        if wildcards > 0 { return count == 1 }
        return hits
    }

    /// The same for the value of the only `If-None-Match` field, as a handler's input holds it.
    package static func noneMatchHits(_ value: String, current: String) -> Bool {
        var text: String = value
        return text.withUTF8 { (buffer: UnsafeBufferPointer<UInt8>) -> Bool in
            guard let start: UnsafePointer<UInt8> = buffer.baseAddress else { return false }
            let bytes: Bytes = Bytes(start: start, count: buffer.count)
            if bytes == "*" { return true }
            var hits: Bool = false
            return read(bytes, current, &hits) != nil && hits
        }
    }

    /// Reads a list of tags; the answer is their number, nil where the list is malformed.
    private static func read(_ value: Bytes, _ current: String, _ hits: inout Bool) -> Int? {
        var cursor: FieldCursor = FieldCursor(value)
        var count: Int = 0
        while true {
            guard cursor.skipListSeparator(isFirst: count == 0) else { return nil }
            if cursor.isAtEnd { return count }
            if cursor.take(UInt8(ascii: "W")), !cursor.take(UInt8(ascii: "/")) { return nil }
            guard let tag: Bytes = opaqueTag(&cursor) else { return nil }
            count += 1
            if equals(tag, current) { hits = true }
        }
    }

    /// Reads a tag with its quotes, inside of which a backslash is a character like any other.
    private static func opaqueTag(_ cursor: inout FieldCursor) -> Bytes? {
        let start: Int = cursor.index
        guard cursor.take(UInt8(ascii: "\"")) else { return nil }
        while let byte: UInt8 = cursor.peek() {
            cursor.index += 1
            if byte == UInt8(ascii: "\"") { return cursor.value.slice(start, cursor.index) }
            guard byte > 0x20, byte != 0x7F else { return nil }
        }
        return nil
    }

    private static func equals(_ tag: Bytes, _ current: String) -> Bool {
        var expected: Substring.UTF8View = current[...].utf8
        if expected.starts(with: "W/".utf8) { expected = expected.dropFirst(2) }
        return expected.elementsEqual(tag.buffer)
    }
}
