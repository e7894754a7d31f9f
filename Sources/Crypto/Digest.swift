internal import COpenSSL

/// A SHA-256 or HMAC-SHA-256 result: 32 bytes held in place.
///
/// `==` takes the same time whatever the bytes are (`CRYPTO_memcmp`). The four words are only storage for 32 bytes: a
/// tuple of integers is trivial, contiguous and of exactly that size, so it may be bound to bytes, and no pointer
/// leaves its closure.
package struct Digest: Sendable {
    /// The number of bytes.
    package static let count: Int = 32

    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Takes the 32 bytes that `body` writes.
    init(filledBy body: (UnsafeMutablePointer<UInt8>) -> Void) {
        withUnsafeMutableBytes(of: &words) { buffer in
            guard let start = buffer.bindMemory(to: UInt8.self).baseAddress else { return }
            body(start)
        }
    }

    /// Reads 64 lower-case hex digits; nil for anything else.
    package init?(lowercaseHex digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 2 * Digest.count else { return nil }
        let isHex = withUnsafeMutableBytes(of: &words) { Hex.decode(digits, into: $0) }
        guard isHex else { return nil }
    }

    /// Lends the 32 bytes.
    package func withBytes<Result, Failure>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var copy = words
        let outcome: Swift.Result<Result, Failure> = withUnsafeMutableBytes(of: &copy) { buffer in
            do throws(Failure) {
                return .success(try body(UnsafeBufferPointer(buffer.bindMemory(to: UInt8.self))))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// The bytes as an array.
    package var bytes: [UInt8] { withBytes { Array($0) } }

    /// The bytes as 64 lower-case hex digits.
    package var hex: String { withBytes { Hex.encode($0) } }
}

extension Digest: Equatable {
    package static func == (left: Digest, right: Digest) -> Bool {
        left.withBytes { leftBytes in right.withBytes { constantTimeEqual(leftBytes, $0) } }
    }
}
