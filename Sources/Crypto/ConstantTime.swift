internal import COpenSSL

/// Compares secrets: the time depends on the lengths alone, never on where the bytes differ (`CRYPTO_memcmp`).
package func constantTimeEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
    return CRYPTO_memcmp(leftStart, rightStart, left.count) == 0
}

/// Compares secrets: the time depends on the lengths alone, never on where the bytes differ (`CRYPTO_memcmp`).
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBufferPointer { leftBytes in
        right.withUnsafeBufferPointer { constantTimeEqual(leftBytes, $0) }
    }
}
