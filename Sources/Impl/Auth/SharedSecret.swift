import Crypto

/// A secret that a caller has to present, kept as its digest.
///
/// Both sides are hashed before they are compared, so the time says nothing about where they differ, nor about the
/// length of ours.
package struct SharedSecret: Sendable {
    private let digest: Digest

    package init(_ secret: Secret) {
        digest = secret.withBytes { SHA256.hash($0) }
    }

    package func matches(_ candidate: UnsafeBufferPointer<UInt8>) -> Bool {
        SHA256.hash(candidate) == digest
    }
}
