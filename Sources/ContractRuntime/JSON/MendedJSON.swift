import HTTPTypes

/// JSON that simdjson refuses although RFC 8259 allows it, rewritten so that it reads it: integers of more than 64 bits
/// as doubles, numbers beyond a double as the greatest one, escapes of lone surrogates as U+FFFD where that is
/// admitted.
///
/// Value for value the tape is that of the text as it came, which is why `JSONSource` finds each value in it.
enum MendedJSON {
    /// Zeros behind a text, because the parser reads beyond its end.
    static let padding: Int = 64

    /// One place that the parser does not read.
    struct Mend {
        var start: Int
        var end: Int
        var replacement: StaticString
    }

    /// The rewritten text and padding; nil where it has a fault or nothing to mend.
    ///
    /// For the error path: one more pass over a text that was refused.
    static func text(of text: Bytes, _ limits: JSONLimits) -> [UInt8]? {
        var scanner = JSONScanner(text, limits)
        do throws(JSONScanner.Fault) {
            try scanner.scan()
        } catch {
            return nil
        }
        guard !scanner.mends.isEmpty else { return nil }
        var mended: [UInt8] = []
        mended.reserveCapacity(text.count + 24 * scanner.mends.count + padding)
        var start = 0
        for mend in scanner.mends {
            mended.append(contentsOf: text.buffer[start..<mend.start])
            mended.append(contentsOf: Bytes(mend.replacement).buffer)
            start = mend.end
        }
        mended.append(contentsOf: text.buffer[start...])
        mended.append(contentsOf: repeatElement(0, count: padding))
        return mended
    }
}
