/// base64url without padding (RFC 4648 § 5).
///
/// Decoding is strict: no padding, no white space, no letter outside the alphabet, and the unused bits of the last
/// letter are zero, so that one value has one spelling.
package enum Base64URL {
    package static func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let length = (bytes.count * 4 + 2) / 3
        return String(unsafeUninitializedCapacity: length) { text in
            var written = 0
            var bits: UInt32 = 0
            var held: UInt32 = 0
            for byte in bytes {
                bits = (bits << 8 | UInt32(byte)) & 0xFFFF
                held += 8
                while held >= 6 {
                    held -= 6
                    text[written] = letter(UInt8(truncatingIfNeeded: bits >> held) & 0x3F)
                    written += 1
                }
            }
            if held > 0 {
                text[written] = letter(UInt8(truncatingIfNeeded: bits << (6 - held)) & 0x3F)
                written += 1
            }
            return written
        }
    }

    package static func encode(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBufferPointer { encode($0) }
    }

    /// nil for anything that `encode` would not have written.
    package static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for letter in text {
            guard let value = value(letter) else { return nil }
            bits = (bits << 6 | UInt32(value)) & 0xFFFF
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        return bits & ((1 << held) - 1) == 0 ? bytes : nil
    }

    /// nil for anything that `encode` would not have written.
    package static func decode(_ text: String) -> [UInt8]? {
        Array(text.utf8).withUnsafeBufferPointer { decode($0) }
    }

    private static func letter(_ value: UInt8) -> UInt8 {
        switch value {
        case 0...25: 0x41 + value
        case 26...51: 0x61 + value - 26
        case 52...61: 0x30 + value - 52
        case 62: 0x2D
        default: 0x5F
        }
    }

    private static func value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 0x41...0x5A: letter - 0x41
        case 0x61...0x7A: letter - 0x61 + 26
        case 0x30...0x39: letter - 0x30 + 52
        case 0x2D: 62
        case 0x5F: 63
        default: nil
        }
    }
}
