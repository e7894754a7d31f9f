internal import COpenSSL

/// SHA-256 (FIPS 180-4) of bytes that lie in one piece.
package enum SHA256 {
    /// The digest of `bytes`; no allocation.
    package static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Digest {
        var state = SHA256_CTX()
        SHA256_Init(&state)
        SHA256_Update(&state, bytes.baseAddress, bytes.count)
        return Digest { digest in _ = SHA256_Final(digest, &state) }
    }

    /// The digest of `bytes`.
    package static func hash(_ bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBufferPointer { hash($0) }
    }
}
