internal import CCurl
import Crypto
import Synchronization

/// One request on its way: libcurl's easy handle and what has come back.
///
/// `@unchecked Sendable`: `progress` is guarded by a mutex; everything else belongs to the thread of `Transfers` from
/// `prepare` to `release`, and before that to the only one who holds the object.
final class Transfer: @unchecked Sendable {
    private static let longest: Duration = .seconds(24 * 3_600)

    typealias Caller = CheckedContinuation<Result<HTTPClientResponse, HTTPClientError>, Never>

    private enum Progress {
        case unanswered(Caller?)
        /// Answered before anybody waited: the task was cancelled at once.
        case early(Result<HTTPClientResponse, HTTPClientError>)
        case answered
    }

    private let request: HTTPClientRequest
    /// When the caller has waited long enough.
    let deadline: ContinuousClock.Instant
    private let progress: Mutex<Progress> = Mutex(.unanswered(nil))
    private(set) var handle: UnsafeMutableRawPointer?
    private var fieldList: UnsafeMutablePointer<curl_slist>?
    private var fields: [(name: String, value: String)] = []
    private var isInHead: Bool = false
    private var body: [UInt8] = []
    private var isTooLong: Bool = false
    /// A connection without TLS was refused, for where it leads.
    private var isPublic: Bool = false
    /// How often the request was put on a connection.
    private var sendings: Int = 0

    init(_ request: HTTPClientRequest) throws(HTTPClientError) {
        try RequestSyntax.check(request)
        self.request = request
        deadline = .now + min(request.timeout, Transfer.longest)
    }

    deinit { release() }

    // MARK: - Who waits

    func await(_ caller: Caller) {
        let outcome: Result<HTTPClientResponse, HTTPClientError>? = progress.withLock { progress in
            if case .early(let outcome) = progress {
                progress = .answered
                return outcome
            }
            progress = .unanswered(caller)
            return nil
        }
        if let outcome { caller.resume(returning: outcome) }
    }

    /// Tells the caller, once.
    ///
    /// - Returns: false where there was an answer already.
    @discardableResult
    func answer(_ outcome: Result<HTTPClientResponse, HTTPClientError>) -> Bool {
        let (isFirst, caller): (Bool, Caller?) = progress.withLock { progress in
            guard case .unanswered(let caller) = progress else { return (false, nil) }
            progress = caller == nil ? .early(outcome) : .answered
            return (true, caller)
        }
        caller?.resume(returning: outcome)
        return isFirst
    }

    var isAwaited: Bool {
        progress.withLock { progress in
            if case .unanswered = progress { return true }
            return false
        }
    }

    // MARK: - The thread of `Transfers`

    /// Makes libcurl's handle (`curl_easy_init`), which lives until `release`.
    func prepare(_ options: HTTPClient.Options) throws(HTTPClientError) -> UnsafeMutableRawPointer {
        guard let handle = curl_easy_init() else { throw .unreachable("libcurl cannot make a transfer") }
        self.handle = handle
        let milliseconds = Int((deadline - .now) / .milliseconds(1))
        for (option, value) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_TIMEOUT_MS, max(1, milliseconds)),
            // Over TLS HTTP/2 is asked for, and a second request waits for the first connection's word on it. Without
            // TLS that word would never come.
            (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)), (CURLOPT_PIPEWAIT, isOverTLS ? 1 : 0),
            // Giving a transfer up does not wait for the thread that resolves its name.
            (CURLOPT_QUICK_EXIT, 1), (CURLOPT_CERTINFO, options.asksCertificates ? 1 : 0), (CURLOPT_TCP_KEEPALIVE, 1),
            (CURLOPT_HTTP_CONTENT_DECODING, 0), (CURLOPT_SSL_VERIFYPEER, options.checksCertificates ? 1 : 0),
            (CURLOPT_SSL_VERIFYHOST, options.checksCertificates ? 2 : 0),
        ] { ccurl_set_long(handle, option, value) }
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(handle, CURLOPT_USERAGENT, options.userAgent)
        if let file = options.certificateAuthorities { ccurl_set_text(handle, CURLOPT_CAINFO, file) }
        setRequest(handle)
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_receivers(handle, receiveField, receiveBody, context)
        ccurl_set_before_request(handle, beforeRequest, context)
        if !isOverTLS { ccurl_set_opener(handle, openSocket, context) }
        if !isOverTLS || !options.usesProxies { ccurl_set_text(handle, CURLOPT_NOPROXY, "*") }
        return handle
    }

    private var isOverTLS: Bool { request.address.revealed.hasPrefix("https://") }

    private func setRequest(_ handle: UnsafeMutableRawPointer) {
        ccurl_set_text(handle, CURLOPT_URL, request.address.revealed)
        // A method that means content says so when there is none (RFC 9110 § 8.6).
        if let body = request.body ?? (["POST", "PUT", "PATCH"].contains(request.method) ? [] : nil) {
            // An array without elements may have no address; libcurl wants one.
            (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
                _ = ccurl_copy_body(handle, bytes.baseAddress, body.count)
            }
        } else if request.method == "HEAD" {
            ccurl_set_long(handle, CURLOPT_NOBODY, 1)
        }
        ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
        // Nothing is asked before a body is sent, and no type is made up for it.
        let given = Set(request.fields.map { $0.name.lowercased() })
        for name in ["expect", "content-type"] where !given.contains(name) { append("\(name):") }
        for (name, value) in request.fields {
            // Of an empty value libcurl wants to be told in another way.
            let text = value.revealed
            append(text.allSatisfy { $0 == " " || $0 == "\t" } ? "\(name);" : "\(name): \(text)")
        }
        ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, fieldList)
    }

    private func append(_ line: String) { fieldList = curl_slist_append(fieldList, line) ?? fieldList }

    /// Frees the handle, which no multi handle has any more.
    func release() {
        if let handle { curl_easy_cleanup(handle) }
        curl_slist_free_all(fieldList)
        handle = nil
        fieldList = nil
    }

    /// The meaning of libcurl's result.
    func outcome(_ code: CURLcode) -> Result<HTTPClientResponse, HTTPClientError> {
        guard let handle, code == CURLE_OK else { return .failure(failure(code)) }
        var status = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        let expiry = ccurl_certificate_expiry(handle)
        return .success(
            HTTPClientResponse(
                status: status,
                fields: fields,
                body: body,
                certificateExpiry: expiry < 0 ? nil : Int64(expiry)
            )
        )
    }

    private func failure(_ code: CURLcode) -> HTTPClientError {
        if isTooLong { return .answerTooLong }
        if isPublic, sendings == 0 { return .invalidRequest(PrivateNetwork.rule) }
        if code == CURLE_OPERATION_TIMEDOUT { return .timedOut }
        if sendings > 1, code == CURLE_ABORTED_BY_CALLBACK { return .broken("no answer came on the kept connection") }
        // A fixed text for each code, without the address.
        let text = curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl failed"
        if [CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR].contains(code) { return .untrusted(text) }
        return sendings > 0 ? .broken(text) : .unreachable(text)
    }

    /// False where the request must not be sent once more.
    fileprivate func mayBeSent() -> Bool {
        sendings += 1
        return sendings == 1 || request.isIdempotent
    }

    fileprivate func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        PrivateSocket.open(address) { isPublic = true }
    }

    fileprivate func receive(field line: UnsafeRawBufferPointer) {
        let text = String(decoding: line, as: UTF8.self)
        // A head begins anew: that of an interim answer (RFC 9110 § 15.2) does not count. Nor do trailers, behind
        // content.
        if text.hasPrefix("HTTP/") {
            isInHead = true
            return fields.removeAll()
        }
        guard isInHead else { return }
        guard let colon = text.firstIndex(of: ":") else { return isInHead = false }
        let value = text[text.index(after: colon)...].drop { $0.isWhitespace }
        let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
        fields.append((text[..<colon].lowercased(), String(value[..<end])))
    }

    /// - Returns: false where the answer is too long.
    fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= request.maxBodyBytes else {
            isTooLong = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }
}

// The four below are called by libcurl inside `curl_multi_perform`, on the thread of `Transfers`, which holds the
// transfer: its address is that of a living object.

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

/// `CURLOPT_HEADERFUNCTION`: one field line a call.
private func receiveField(
    _ data: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.receive(field: UnsafeRawBufferPointer(start: data, count: size * count))
    return size * count
}

/// `CURLOPT_WRITEFUNCTION`: taking fewer bytes than offered ends the transfer with an error.
private func receiveBody(
    _ data: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = transfer(context) else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return transfer.receive(body: bytes) ? bytes.count : 0
}

/// `CURLOPT_PREREQFUNCTION`: called each time the request is about to go out on a connection.
private func beforeRequest(
    _ context: UnsafeMutableRawPointer?,
    _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?,
    _ remotePort: Int32,
    _ localPort: Int32
) -> Int32 {
    transfer(context)?.mayBeSent() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

/// `CURLOPT_OPENSOCKETFUNCTION`.
private func openSocket(
    _ context: UnsafeMutableRawPointer?,
    _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer = transfer(context), let address else { return -1 }
    return transfer.open(address)
}
