import HTTPTypes

/// Entity tags and their preconditions (RFC 9110 § 8.8.3, § 13.1.1 and § 13.1.2).
package enum EntityTag {
    /// The strong tag of a representation, quotes included: its length and a 64-bit FNV-1a hash in hexadecimal.
    ///
    /// Tells versions of our own answers apart; it is no defence against somebody who picks the bytes.
    package static func strong(of bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        // The two quotes and the hyphen, and 16 digits of each number at most.
        return String(unsafeUninitializedCapacity: 35) { text in
            var end = 0
            func append(_ byte: UInt8) {
                text[end] = byte
                end += 1
            }
            append(UInt8(ascii: "\""))
            appendHex(UInt64(bytes.count), digits: max(1, (67 - UInt64(bytes.count).leadingZeroBitCount) / 4), append)
            append(UInt8(ascii: "-"))
            appendHex(hash, digits: 16, append)
            append(UInt8(ascii: "\""))
            return end
        }
    }

    /// Tells the last digits of a number in hexadecimal, letters in lower case.
    @inline(__always)
    private static func appendHex(_ number: UInt64, digits: Int, _ append: (UInt8) -> Void) {
        for index in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * index)) & 15
            // The bit of lower case; digits have it already.
            append(HexDigit.text(digit) | 0x20)
        }
    }

    /// True where `If-None-Match` names `current` (a tag with its quotes), so that the answer is 304 to a GET or HEAD.
    ///
    /// Compares weakly. Several fields count as one list; where any is malformed, nothing matches.
    package static func noneMatchHits(_ request: HTTPRequest, current: String) -> Bool {
        names(current, in: "if-none-match", of: request, strongly: false) ?? false
    }

    /// True where `If-Match` is there and does not name `current`, so that the answer is 412 (RFC 9110 § 13.1.1).
    ///
    /// Compares strongly: no weak tag matches. Several fields count as one list; where any is malformed, nothing
    /// matches.
    package static func matchFails(_ request: HTTPRequest, current: String) -> Bool {
        names(current, in: "if-match", of: request, strongly: true).map { !$0 } ?? false
    }

    /// Says whether the field names the tag; nil where it is absent.
    private static func names(
        _ current: String,
        in name: StaticString,
        of request: HTTPRequest,
        strongly: Bool
    ) -> Bool? {
        var isThere = false
        var hits = false
        var wildcards = 0
        var count = 0
        for field in request.fields where field.name.equalsIgnoringCase(name) {
            isThere = true
            if field.value == "*" {
                wildcards += 1
                count += 1
                continue
            }
            guard let tags = read(field.value, current, strongly, &hits) else { return false }
            count += tags
        }
        guard isThere else { return nil }
        return wildcards > 0 ? count == 1 : hits
    }

    /// Reads a list of tags; the answer is their number, nil where the list is malformed.
    private static func read(_ value: Bytes, _ current: String, _ strongly: Bool, _ hits: inout Bool) -> Int? {
        let isWeak = current.utf8.starts(with: "W/".utf8)
        var cursor = FieldCursor(value)
        var count = 0
        while true {
            guard cursor.skipListSeparator(isFirst: count == 0) else { return nil }
            if cursor.isAtEnd { return count }
            let namesWeak = cursor.take(UInt8(ascii: "W"))
            if namesWeak, !cursor.take(UInt8(ascii: "/")) { return nil }
            guard let tag = opaqueTag(&cursor) else { return nil }
            count += 1
            if !(strongly && (isWeak || namesWeak)), equals(tag, current) { hits = true }
        }
    }

    /// Reads a tag with its quotes, inside of which a backslash is a character like any other.
    private static func opaqueTag(_ cursor: inout FieldCursor) -> Bytes? {
        let start = cursor.index
        guard cursor.take(UInt8(ascii: "\"")) else { return nil }
        while let byte = cursor.peek() {
            cursor.index += 1
            if byte == UInt8(ascii: "\"") { return cursor.value.slice(start, cursor.index) }
            guard byte > 0x20, byte != 0x7F else { return nil }
        }
        return nil
    }

    private static func equals(_ tag: Bytes, _ current: String) -> Bool {
        var expected = current[...].utf8
        if expected.starts(with: "W/".utf8) { expected = expected.dropFirst(2) }
        return expected.elementsEqual(tag.buffer)
    }
}
