internal import CTLS

/// What libssl calls to seal and open a ticket (`SSL_CTX_set_tlsext_ticket_key_evp_cb`): AES-256-CBC and HMAC-SHA256.
///
/// Pointers: libssl lends room of 16 bytes for `name` and of `EVP_MAX_IV_LENGTH`, 16, for `vector`, and contexts that
/// live through the call. The context's extra data is the `TicketKeys` that the `TLSContext` holds as long as the
/// context lives, and so as long as any connection of it (see `TLSContext`). `nonisolated(unsafe)`: the cipher is
/// fetched once, never freed and never changed; libcrypto's algorithms may be used by several threads.
enum TicketCallback {
    static let vectorBytes: Int = 16

    /// Fetched once: `EVP_aes_256_cbc` would have libcrypto look for it for each ticket.
    private nonisolated(unsafe) static let cipher = EVP_CIPHER_fetch(nil, "AES-256-CBC", nil)

    typealias Function =
        @Sendable @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt8>?, OpaquePointer?, OpaquePointer?,
            Int32
        ) -> Int32

    /// 1: done; 2: done, and a new ticket is due; 0: no ticket, a full handshake; -1: a fault.
    static let function: Function = { connection, name, vector, context, mac, isSealing in
        guard let connection, let name, let vector, let context, let mac,
            let held = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), 0)
        else { return -1 }
        let keys = Unmanaged<TicketKeys>.fromOpaque(held).takeUnretainedValue()
        if isSealing != 0 {
            guard let key = keys.keyForNew(), RAND_bytes(vector, Int32(vectorBytes)) == 1 else { return -1 }
            name.update(from: key.name, count: TicketKeys.Key.nameBytes)
            guard EVP_EncryptInit_ex(context, cipher, nil, key.encryption, vector) == 1 else { return -1 }
            return authenticate(mac, key) ? 1 : -1
        }
        let sent = UnsafeBufferPointer(start: name, count: TicketKeys.Key.nameBytes)
        guard let (key, isOld) = keys.key(named: sent) else { return 0 }
        guard authenticate(mac, key),
            EVP_DecryptInit_ex(context, cipher, nil, key.encryption, vector) == 1
        else { return -1 }
        // With TLS 1.3 a ticket is used once (RFC 8446 § C.4): who comes back needs another to come back again.
        return isOld || SSL_version(connection) == TLS1_3_VERSION ? 2 : 1
    }

    private static func authenticate(_ mac: OpaquePointer, _ key: TicketKeys.Key) -> Bool {
        // `EVP_MAC_CTX_set_params` copies the key before the array is gone.
        var secret = key.authentication
        return secret.withUnsafeMutableBytes { secret in
            let parameters = [
                ctls_mac_sha256(), ctls_mac_key(secret.baseAddress, secret.count), OSSL_PARAM_construct_end(),
            ]
            return EVP_MAC_CTX_set_params(mac, parameters) == 1
        }
    }
}
