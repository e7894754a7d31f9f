import HTTPTypes

/// Lends a string's UTF-8 as `Bytes`.
func withBytes<Result>(_ text: String, _ body: (Bytes) throws -> Result) rethrows -> Result {
    try withBytes(Array(text.utf8), body)
}

/// Lends an array as `Bytes`, in memory of exactly its size so that a read beyond the end can be noticed.
func withBytes<Result>(_ bytes: [UInt8], _ body: (Bytes) throws -> Result) rethrows -> Result {
    let start: UnsafeMutablePointer<UInt8> = .allocate(capacity: max(bytes.count, 1))
    defer { start.deallocate() }
    for (index, byte) in bytes.enumerated() { start[index] = byte }
    return try body(Bytes(start: UnsafePointer(start), count: bytes.count))
}

/// A small generator of pseudo-random numbers, so that a failing run can be repeated.
struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
