internal import COpenSSL

/// An Ed25519 public key (RFC 8032), ready to verify.
///
/// `@unchecked Sendable`: (1) the handle is set once, in `init`; (2) OpenSSL only reads a key while it verifies, and
/// documents a finished `EVP_PKEY` as safe to share between threads; (3) each call has its own digest context.
package final class Ed25519PublicKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// Takes the 32 raw bytes; fails where there are not 32 of them.
    package init(raw: [UInt8]) throws(CryptoError) {
        guard let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, raw, raw.count) else {
            throw CryptoError.drained(after: "EVP_PKEY_new_raw_public_key")
        }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    /// True where `signature` is 64 bytes and this key's signature of `message`.
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == 64, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1,
            EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        else {
            // A wrong signature leaves entries behind as well.
            _ = CryptoError.drained(after: "EVP_DigestVerify")
            return false
        }
        return true
    }
}

/// An Ed25519 private key (RFC 8032), for tests and tools: the product only verifies.
///
/// `@unchecked Sendable` for the reasons of `Ed25519PublicKey`.
package final class Ed25519PrivateKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// Takes the 32 raw bytes of the seed; fails where there are not 32 of them.
    package init(raw: [UInt8]) throws(CryptoError) {
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, raw, raw.count) else {
            throw CryptoError.drained(after: "EVP_PKEY_new_raw_private_key")
        }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    /// The 32 bytes of the public key that belongs to it.
    package func publicKey() throws(CryptoError) -> [UInt8] {
        var raw = [UInt8](repeating: 0, count: 32)
        var count = raw.count
        guard EVP_PKEY_get_raw_public_key(key, &raw, &count) == 1 else {
            throw CryptoError.drained(after: "EVP_PKEY_get_raw_public_key")
        }
        return raw
    }

    /// The 64 bytes of the signature.
    package func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw CryptoError.drained(after: "EVP_MD_CTX_new") }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
            EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        else {
            throw CryptoError.drained(after: "EVP_DigestSign")
        }
        return signature
    }
}
