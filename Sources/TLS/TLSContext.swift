internal import CTLS

/// What all connections with one certificate share (`SSL_CTX`): TLS 1.2 and 1.3 with the suites of Mozilla's
/// "intermediate" recommendation, which all have forward secrecy and authenticate what they encrypt.
///
/// `@unchecked Sendable`: (1) the `SSL_CTX` is set up in `init` and not changed after it; (2) libssl counts references
/// to it and makes connections of it on several threads at once; (3) the keys of tickets, to which it has a pointer,
/// live as long as this object, which every connection holds.
final class TLSContext: @unchecked Sendable {
    private static let suites12 = """
        ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
        ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305
        """
    private static let suites13 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    private static let groups = "X25519:P-256:P-384"

    let handle: OpaquePointer
    private let tickets: TicketKeys

    init(_ identity: TLSIdentity, tickets: TicketKeys) throws(TLSError) {
        ERR_clear_error()
        guard let handle = SSL_CTX_new(TLS_server_method()) else { throw TLSError(after: "SSL_CTX_new") }
        self.handle = handle
        self.tickets = tickets
        try setProtocol()
        try setIdentity(identity)
        setTickets()
        setBuffers()
        SSL_CTX_set_alpn_select_cb(handle, selectProtocol, nil)
    }

    deinit { SSL_CTX_free(handle) }

    private func setProtocol() throws(TLSError) {
        // 2: keys of at least 112 bits of security, no SHA-1, whatever the system's configuration says.
        SSL_CTX_set_security_level(handle, 2)
        SSL_CTX_set_options(handle, ctls_options())
        guard SSL_CTX_ctrl(handle, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil) == 1,
            SSL_CTX_ctrl(handle, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_3_VERSION), nil) == 1
        else { throw TLSError(after: "SSL_CTX_set_min_proto_version") }
        guard SSL_CTX_set_cipher_list(handle, TLSContext.suites12) == 1,
            SSL_CTX_set_ciphersuites(handle, TLSContext.suites13) == 1
        else { throw TLSError(after: "SSL_CTX_set_cipher_list") }
        var groups = Array(TLSContext.groups.utf8CString)
        guard SSL_CTX_ctrl(handle, SSL_CTRL_SET_GROUPS_LIST, 0, &groups) == 1 else {
            throw TLSError(after: "SSL_CTX_set1_groups_list")
        }
    }

    /// The context takes references of its own to certificates and key.
    private func setIdentity(_ identity: TLSIdentity) throws(TLSError) {
        guard SSL_CTX_use_certificate(handle, identity.leaf.handle) == 1 else {
            throw TLSError(after: "SSL_CTX_use_certificate")
        }
        guard SSL_CTX_use_PrivateKey(handle, identity.key.handle) == 1 else {
            throw TLSError(after: "SSL_CTX_use_PrivateKey")
        }
        for issuer in identity.issuers {
            let added = SSL_CTX_ctrl(handle, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(issuer.handle))
            guard added == 1 else { throw TLSError(after: "SSL_CTX_add1_chain_cert") }
        }
    }

    /// Sessions are kept by the clients, in tickets: no memory here, and no lock. One a handshake: a client that opens
    /// several connections has one of each.
    private func setTickets() {
        SSL_CTX_set_num_tickets(handle, 1)
        SSL_CTX_ctrl(handle, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        SSL_CTX_set_timeout(handle, TicketKeys.lifetime)
        let name: [UInt8] = Array("telegram-backend".utf8)
        SSL_CTX_set_session_id_context(handle, name, UInt32(name.count))
        SSL_CTX_set_ex_data(handle, 0, Unmanaged.passUnretained(tickets).toOpaque())
        SSL_CTX_set_tlsext_ticket_key_evp_cb(handle, TicketCallback.function)
    }

    private func setBuffers() {
        let writing = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
        // The chain is what the operator gave: nothing is looked up in the system's store.
        let modes = writing | SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN
        SSL_CTX_ctrl(handle, SSL_CTRL_MODE, Int(modes), nil)
        // One system call reads a record's header, its content, and what follows.
        SSL_CTX_ctrl(handle, SSL_CTRL_SET_READ_AHEAD, 1, nil)
    }
}

/// Of the protocols that a client offers, takes `http/1.1`; one that offers only others is told so (RFC 7301 § 3.2:
/// `no_application_protocol`).
///
/// Pointers: libssl lends `count` bytes, a list of names with a byte of length before each, that was checked for form;
/// what is chosen points into them, as the callback may.
private let selectProtocol: SSL_CTX_alpn_select_cb_func = { _, chosen, chosenCount, offered, count, _ in
    guard let offered, let chosen, let chosenCount else { return SSL_TLSEXT_ERR_ALERT_FATAL }
    let list = UnsafeBufferPointer(start: offered, count: Int(count))
    var index = 0
    while index < list.count {
        let end = index + 1 + Int(list[index])
        guard end <= list.count else { break }
        if list[(index + 1)..<end].elementsEqual("http/1.1".utf8) {
            chosen.pointee = offered + index + 1
            chosenCount.pointee = list[index]
            return SSL_TLSEXT_ERR_OK
        }
        index = end
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
}
