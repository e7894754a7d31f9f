import CTLS
import Glibc

/// The client's side of an encrypted connection, on a raw one; every wait ends after some seconds.
final class TLSClient {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    struct Options {
        /// The file of the certificates that are trusted.
        var root: String
        var minVersion: Int32 = 0
        var maxVersion: Int32 = 0
        var protocols: [String] = ["http/1.1"]
        /// Suites of TLS 1.2; nil: the library's.
        var suites: String?
        /// A session to resume.
        var session: OpaquePointer?
        var receiveBuffer: Int32?
    }

    let raw: RawConnection
    private let context: OpaquePointer
    private let handle: OpaquePointer
    private(set) var received: [UInt8] = []
    /// The server said goodbye (`close_notify`).
    private(set) var isEnded: Bool = false

    /// Connects and shakes hands.
    init(port: UInt16, _ options: Options) throws {
        signal(SIGPIPE, SIG_IGN)
        ERR_clear_error()
        raw = try RawConnection(port: port, receiveBuffer: options.receiveBuffer)
        var time = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(raw.descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        guard let context = SSL_CTX_new(TLS_client_method()), let handle = SSL_new(context) else {
            throw Failure(description: "out of memory")
        }
        (self.context, self.handle) = (context, handle)
        // Old versions need a low level to be offered at all.
        if options.minVersion != 0 || options.suites != nil { SSL_set_security_level(handle, 0) }
        SSL_ctrl(handle, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(options.minVersion), nil)
        SSL_ctrl(handle, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(options.maxVersion), nil)
        if let suites = options.suites { SSL_set_cipher_list(handle, suites) }
        let protocols = options.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        SSL_set_alpn_protos(handle, protocols, UInt32(protocols.count))
        SSL_CTX_load_verify_locations(context, options.root, nil)
        let trusted = UnsafeMutableRawPointer(SSL_CTX_get_cert_store(context))
        SSL_ctrl(handle, SSL_CTRL_SET_VERIFY_CERT_STORE, 1, trusted)
        SSL_set_verify(handle, SSL_VERIFY_PEER, nil)
        SSL_set1_host(handle, "localhost")
        if let session = options.session { SSL_set_session(handle, session) }
        SSL_set_fd(handle, raw.descriptor)
        guard SSL_connect(handle) == 1 else { throw failure("handshake") }
    }

    deinit {
        // Without a goodbye, libssl holds the session for broken.
        SSL_shutdown(handle)
        SSL_free(handle)
        SSL_CTX_free(context)
    }

    var version: String { String(cString: SSL_get_version(handle)) }
    var suite: String { String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(handle))) }
    var isResumed: Bool { SSL_session_reused(handle) == 1 }

    var protocolName: String {
        var start: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(handle, &start, &count)
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }

    /// The serial number of the server's certificate.
    var serialNumber: String {
        guard let certificate = SSL_get0_peer_certificate(handle),
            let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nil), let text = BN_bn2hex(number)
        else { return "" }
        defer {
            BN_free(number)
            CRYPTO_free(text, #file, #line)
        }
        return String(cString: text)
    }

    /// The session, to be resumed by another connection; the caller frees it.
    func session() -> OpaquePointer? { SSL_get1_session(handle) }

    /// The ticket of the session.
    func ticket() -> [UInt8] {
        var bytes: UnsafePointer<UInt8>?
        var count = 0
        SSL_SESSION_get0_ticket(SSL_get_session(handle), &bytes, &count)
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Sends in records of up to 16 KiB.
    func send(_ bytes: [UInt8]) throws {
        ERR_clear_error()
        guard SSL_write(handle, bytes, Int32(bytes.count)) == bytes.count else { throw failure("write") }
    }

    /// Says goodbye and sends nothing more.
    func sayGoodbye() { SSL_shutdown(handle) }

    /// Asks for new keys, as TLS 1.3 can at any time; they go with what is sent next.
    func updateKeys() { SSL_key_update(handle, SSL_KEY_UPDATE_REQUESTED) }

    /// Asks for a new handshake, as TLS 1.2 could; false where the server refuses.
    func renegotiate() -> Bool {
        ERR_clear_error()
        SSL_renegotiate(handle)
        return SSL_do_handshake(handle) == 1
    }

    /// Reads until there is enough, or the server says goodbye.
    @discardableResult
    func read(until isEnough: ([UInt8]) -> Bool) throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !isEnded, !isEnough(received) {
            ERR_clear_error()
            let count = SSL_read(handle, &chunk, Int32(chunk.count))
            if count > 0 {
                received += chunk[..<Int(count)]
            } else if SSL_get_error(handle, count) == SSL_ERROR_ZERO_RETURN {
                isEnded = true
            } else {
                throw failure("read")
            }
        }
        return received
    }

    /// Reads one answer and takes it from what was received.
    func response() throws -> RawConnection.Response {
        let mark = Array("\r\n\r\n".utf8)
        try read { $0.firstRange(of: mark) != nil }
        guard let head = received.firstRange(of: mark) else {
            throw Failure(description: "no answer: \(String(decoding: received, as: UTF8.self))")
        }
        var lines = String(decoding: received[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = Int(lines.removeFirst().dropFirst(9).prefix(3)) ?? 0
        var response = RawConnection.Response(status: status, fields: lines.map(String.init), body: [])
        let length = response["Content-Length"].flatMap { Int($0) } ?? 0
        try read { $0.count >= head.upperBound + length }
        response.body = Array(received[head.upperBound...].prefix(length))
        received.removeFirst(head.upperBound + length)
        return response
    }

    private func failure(_ action: String) -> Failure {
        let code = ERR_peek_last_error()
        let reason = code == 0 ? "errno \(errno)" : String(cString: ERR_reason_error_string(code))
        ERR_clear_error()
        return Failure(description: "\(action): \(reason)")
    }
}
