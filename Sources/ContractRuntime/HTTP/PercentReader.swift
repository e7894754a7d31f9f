import HTTPTypes

/// Reads percent-encoded bytes one by one, strictly (RFC 3986 § 2.1).
struct PercentReader {
    /// "%" without two hexadecimal digits after it.
    struct BadEscape: Error {}

    private let raw: Bytes
    private let plusIsSpace: Bool
    private var index: Int = 0

    init(_ raw: Bytes, plusIsSpace: Bool) {
        self.raw = raw
        self.plusIsSpace = plusIsSpace
    }

    mutating func next() throws(BadEscape) -> UInt8? {
        guard index < raw.count else { return nil }
        let byte = raw[index]
        index += 1
        if byte == UInt8(ascii: "+"), plusIsSpace { return UInt8(ascii: " ") }
        guard byte == UInt8(ascii: "%") else { return byte }
        guard index + 1 < raw.count, let high = HexDigit.value(raw[index]),
            let low = HexDigit.value(raw[index + 1])
        else { throw BadEscape() }
        index += 2
        return high << 4 | low
    }

    /// All decoded bytes; nil where an escape is broken or the result is not UTF-8.
    static func decode(_ raw: Bytes, plusIsSpace: Bool) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(raw.count)
        var reader = PercentReader(raw, plusIsSpace: plusIsSpace)
        do throws(BadEscape) {
            while let byte = try reader.next() { decoded.append(byte) }
        } catch {
            return nil
        }
        let isValid = decoded.withUnsafeBufferPointer { (buffer: UnsafeBufferPointer<UInt8>) -> Bool in
            UTF8Check.isValid(buffer.baseAddress.map { Bytes(start: $0, count: buffer.count) } ?? .empty)
        }
        return isValid ? decoded : nil
    }
}
