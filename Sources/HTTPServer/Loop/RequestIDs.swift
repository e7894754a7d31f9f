/// Makes request ids: seven random characters that the loop keeps, and a counter, both in base 36.
///
/// Fifteen bytes at most, which a Swift `String` holds without an allocation. An id is unique among the requests of a
/// loop for 36^8 requests; the prefix keeps loops and processes apart.
struct RequestIDs {
    private static let prefixLength: Int = 7
    private static let counterLength: Int = 8

    private var bytes: [UInt8]
    private var counter: UInt64 = 0

    init(seed: UInt64) {
        var rest = seed
        bytes = []
        for _ in 0..<RequestIDs.prefixLength {
            bytes.append(RequestIDs.digit(rest % 36))
            rest /= 36
        }
        bytes += Array(repeating: 0x30, count: RequestIDs.counterLength)
    }

    mutating func next() -> String {
        counter &+= 1
        var rest = counter
        var length = 0
        while length < RequestIDs.counterLength, rest > 0 || length < 4 {
            length += 1
            bytes[bytes.count - length] = RequestIDs.digit(rest % 36)
            rest /= 36
        }
        return String(unsafeUninitializedCapacity: RequestIDs.prefixLength + length) { target in
            for index in 0..<RequestIDs.prefixLength { target[index] = bytes[index] }
            for step in 0..<length {
                target[RequestIDs.prefixLength + step] = bytes[bytes.count - length + step]
            }
            return RequestIDs.prefixLength + length
        }
    }

    @inline(__always)
    private static func digit(_ value: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 10 ? 0x30 + value : 0x57 + value)
    }
}
