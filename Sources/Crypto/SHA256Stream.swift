internal import COpenSSL

/// SHA-256 (FIPS 180-4) of bytes that come one piece after the other.
package struct SHA256Stream: Sendable {
    private var state: SHA256_CTX = SHA256_CTX()

    package init() { SHA256_Init(&state) }

    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { _ = SHA256_Update(&state, $0.baseAddress, $0.count) }
    }

    /// The digest of what has come so far.
    package var digest: Digest {
        var state = state
        return Digest { digest in _ = SHA256_Final(digest, &state) }
    }
}
