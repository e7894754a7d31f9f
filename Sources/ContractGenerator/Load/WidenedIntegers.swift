/// A JSON text whose integers beyond Int64 carry an exponent, so that a parser with 64-bit integers reads them as
/// reals.
struct WidenedIntegers {
    private(set) var bytes: [UInt8] = []
    /// Offsets in `bytes` behind which two bytes were inserted, ascending.
    private var insertions: [Int] = []

    init(_ original: [UInt8]) {
        bytes.reserveCapacity(original.count + 16)
        var inString = false
        var index = 0
        while index < original.count {
            let byte = original[index]
            if inString {
                if byte == UInt8(ascii: "\\"), index + 1 < original.count {
                    bytes.append(byte)
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else if byte == UInt8(ascii: "\"") {
                inString = true
            } else if byte == UInt8(ascii: "-") || Self.isDigit(byte) {
                index = copyNumber(of: original, at: index)
                continue
            }
            bytes.append(original[index])
            index += 1
        }
    }

    /// The offset in the original of one in the widened text.
    func original(offset: Int) -> Int {
        offset - 2 * insertions.count { $0 < offset }
    }

    private mutating func copyNumber(of original: [UInt8], at start: Int) -> Int {
        var end = start + 1
        var isInteger = true
        while end < original.count {
            let byte = original[end]
            if byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
                isInteger = false
            } else if !Self.isDigit(byte), byte != UInt8(ascii: "+"), byte != UInt8(ascii: "-") {
                break
            }
            end += 1
        }
        let token = original[start..<end]
        bytes += token
        if isInteger, token.count >= 19, Int64(String(decoding: token, as: UTF8.self)) == nil {
            insertions.append(bytes.count)
            bytes += Array("e0".utf8)
        }
        return end
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
