internal import COpenSSL

/// SHA-1 (FIPS 180-4), for names that others made with it; it protects nothing.
package enum SHA1 {
    /// The digest in hexadecimal digits, lower case.
    package static func hex(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        // The corresponding function is SHA1; where its first argument has no bytes it reads none.
        bytes.withUnsafeBufferPointer { _ = COpenSSL.SHA1($0.baseAddress, $0.count, &digest) }
        return Hex.encode(digest)
    }
}
