import HTTPTypes

/// Normalisation of percent-encoded bytes (RFC 3986 § 6.2.2), so that one resource has one path.
struct PercentEncoding {
    /// Rewrites `count` bytes in place: unreserved characters are decoded, the digits of all others are in upper case.
    ///
    /// Every "%" has its two digits. What means something else when decoded, "/" above all, stays encoded. Returns the
    /// number of bytes that are left.
    static func normalize(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        var read = 0
        var written = 0
        while read < count {
            let byte = bytes[read]
            guard byte == 0x25, read + 2 < count, let high = HexDigit.value(bytes[read + 1]),
                let low = HexDigit.value(bytes[read + 2])
            else {
                bytes[written] = byte
                read += 1
                written += 1
                continue
            }
            read += 3
            let decoded = high << 4 | low
            if ByteSet.unreserved.contains(decoded) {
                bytes[written] = decoded
                written += 1
            } else {
                bytes[written] = 0x25
                bytes[written + 1] = HexDigit.text(high)
                bytes[written + 2] = HexDigit.text(low)
                written += 3
            }
        }
        return written
    }
}
