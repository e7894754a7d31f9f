import Crypto

/// How hard a secret is to guess that the operator made up.
enum SecretStrength {
    /// Different bytes that a secret needs; random ones have more.
    private static let minimumVariety: Int = 6

    /// The weakness of it, to follow "it has"; nil where nothing is weak.
    static func weakness(_ secret: Secret, minimumCount: Int) -> String? {
        secret.withBytes { bytes in
            if bytes.count < minimumCount { return "fewer than \(minimumCount) characters" }
            if Set(bytes).count < minimumVariety { return "fewer than \(minimumVariety) different characters" }
            return nil
        }
    }
}
