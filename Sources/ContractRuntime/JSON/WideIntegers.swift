internal import HTTPTypes

/// Integers of more than 64 bits, which simdjson refuses although RFC 8259 § 6 allows them: read as doubles.
enum WideIntegers {
    /// Zeros behind a text, because the parser reads beyond its end.
    static let padding: Int = 64

    /// The text with an exponent behind each wide integer, and padding; nil where it has a fault or no such integer.
    ///
    /// For the error path: one more pass over a text that was refused.
    static func asDoubles(_ text: Bytes, maxDepth: Int) -> [UInt8]? {
        var scanner: JSONScanner = JSONScanner(text, maxDepth: maxDepth)
        do throws(JSONScanner.Fault) {
            try scanner.scan()
        } catch {
            return nil
        }
        let ends: [Int] = scanner.wideIntegers
        guard !ends.isEmpty else { return nil }
        var mended: [UInt8] = []
        mended.reserveCapacity(text.count + 2 * ends.count + padding)
        var start: Int = 0
        for end in ends {
            mended.append(contentsOf: text.buffer[start..<end])
            mended.append(contentsOf: "e0".utf8)
            start = end
        }
        mended.append(contentsOf: text.buffer[start...])
        mended.append(contentsOf: repeatElement(0, count: padding))
        return mended
    }
}
