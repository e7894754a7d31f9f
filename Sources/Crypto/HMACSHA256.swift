internal import COpenSSL

/// A keyed HMAC-SHA-256 (RFC 2104): the key is absorbed once, each message starts from a copy of that state.
///
/// A value of 224 bytes without a heap part; authenticating a message allocates nothing. It stands for the key, so it
/// prints as `<redacted>`.
package struct HMACSHA256: Sendable {
    private let inner: SHA256_CTX
    private let outer: SHA256_CTX

    package init(key: UnsafeBufferPointer<UInt8>) {
        let blockSize = 64
        var block = [UInt8](repeating: 0, count: blockSize)
        if key.count > blockSize {
            SHA256.hash(key).withBytes { for (index, byte) in $0.enumerated() { block[index] = byte } }
        } else {
            for (index, byte) in key.enumerated() { block[index] = byte }
        }
        for index in block.indices { block[index] ^= 0x36 }
        inner = HMACSHA256.state(after: block)
        for index in block.indices { block[index] ^= 0x36 ^ 0x5C }
        outer = HMACSHA256.state(after: block)
        OPENSSL_cleanse(&block, block.count)
    }

    package init(key: [UInt8]) {
        self = key.withUnsafeBufferPointer { HMACSHA256(key: $0) }
    }

    /// The code of `message`.
    package func authenticate(_ message: UnsafeBufferPointer<UInt8>) -> Digest {
        var state = inner
        SHA256_Update(&state, message.baseAddress, message.count)
        let digest = Digest { digest in _ = SHA256_Final(digest, &state) }
        state = outer
        digest.withBytes { _ = SHA256_Update(&state, $0.baseAddress, $0.count) }
        return Digest { digest in _ = SHA256_Final(digest, &state) }
    }

    /// The code of `message`.
    package func authenticate(_ message: [UInt8]) -> Digest {
        message.withUnsafeBufferPointer { authenticate($0) }
    }

    /// True where `code` is the code of `message`; compared in constant time.
    package func isValid(_ code: Digest, for message: UnsafeBufferPointer<UInt8>) -> Bool {
        authenticate(message) == code
    }

    private static func state(after block: [UInt8]) -> SHA256_CTX {
        var state = SHA256_CTX()
        SHA256_Init(&state)
        SHA256_Update(&state, block, block.count)
        return state
    }
}

extension HMACSHA256: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Secret.redacted }
    package var debugDescription: String { Secret.redacted }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
