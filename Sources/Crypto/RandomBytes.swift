internal import COpenSSL

/// Bytes from OpenSSL's cryptographic generator (`RAND_bytes`); fails only where the system has no entropy to give.
package func randomBytes(_ count: Int) throws(CryptoError) -> [UInt8] {
    precondition(count >= 0 && count <= Int(Int32.max))
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw CryptoError.drained(after: "RAND_bytes") }
    return bytes
}
