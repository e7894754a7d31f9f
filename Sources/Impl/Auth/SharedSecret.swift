import Crypto

/// A secret that a caller has to present, kept as its digest.
///
/// Both sides are hashed before they are compared, so the time says nothing about where they differ, nor about the
/// length of ours.
package struct SharedSecret: Sendable {
    /// The secret that was presented.
    package enum Match: Sendable {
        case current
        /// The one before, which is taken while a rotation lasts.
        case previous
    }

    private let digest: Digest
    private let previousDigest: Digest?

    /// - Parameter previous: the secret before; nil where it is not taken.
    package init(_ secret: Secret, previous: Secret? = nil) {
        digest = secret.withBytes { SHA256.hash($0) }
        previousDigest = previous?.withBytes { SHA256.hash($0) }
    }

    /// nil for a secret that is wrong.
    package func match(_ candidate: UnsafeBufferPointer<UInt8>) -> Match? {
        let presented = SHA256.hash(candidate)
        if presented == digest { return .current }
        guard let previousDigest, presented == previousDigest else { return nil }
        return .previous
    }
}
