internal import CCurl
package import Crypto
internal import Glibc

/// One libcurl easy handle: a request at a time, connections kept for the next one.
///
/// `@unchecked Sendable`: after `init` one thread alone calls `get` and `close`, the worker of the `BotAPI` that made it.
package final class CurlTransport: @unchecked Sendable {
    package struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    /// Longest answer that is read, in bytes; no Bot API answer comes near it.
    static let maximumBody: Int = 1 << 20

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    static let isNotPrivate: String =
        "without TLS the Bot API's address must be of this machine or of a private network, as the token is in it"

    private var handle: UnsafeMutableRawPointer?
    /// What is left of connections that were refused, where connections stay in private networks.
    private let refusal: ConnectionRefusal?

    /// - Parameters:
    ///   - timeoutMilliseconds: for one request, connecting included.
    ///   - staysPrivate: connects to addresses of `PrivateNetwork` alone, whatever a name stands for, and through no proxy.
    package init(timeoutMilliseconds: Int, staysPrivate: Bool) throws(BotAPIError) {
        guard CurlTransport.isReady, let handle = curl_easy_init() else {
            throw .unreachable("libcurl cannot be initialised")
        }
        self.handle = handle
        refusal = staysPrivate ? ConnectionRefusal() : nil
        if let refusal {
            ccurl_set_opener(handle, openPrivateSocket, Unmanaged.passUnretained(refusal).toOpaque())
            ccurl_set_text(handle, CURLOPT_NOPROXY, "*")
        }
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, timeoutMilliseconds))
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(handle, CURLOPT_USERAGENT, "telegram-backend")
    }

    deinit { close() }

    /// Frees the handle (`curl_easy_cleanup`); a call after that is refused.
    package func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
    }

    /// Performs a GET and blocks until it is answered or timed out.
    package func get(_ address: Secret) -> Result<Answer, BotAPIError> {
        guard let handle else { return .failure(.overloaded) }
        let body = BodyBuffer()
        refusal?.isRefused = false
        let code = withExtendedLifetime(body) { () -> CURLcode in
            ccurl_set_text(handle, CURLOPT_URL, address.revealed)
            ccurl_set_writer(handle, appendToBody, Unmanaged.passUnretained(body).toOpaque())
            return curl_easy_perform(handle)
        }
        switch code {
        case CURLE_OK:
            var status = 0
            ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
            return .success(Answer(status: status, body: body.bytes))
        case CURLE_OPERATION_TIMEDOUT:
            return .failure(.timedOut)
        case _ where refusal?.isRefused == true:
            return .failure(.configuration(CurlTransport.isNotPrivate))
        default:
            // A fixed text for each code, without the address.
            return .failure(.unreachable(curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl failed"))
        }
    }
}

/// Collects what libcurl receives.
private final class BodyBuffer {
    var bytes: [UInt8] = []
}

/// Whether a connection was refused, for its address.
private final class ConnectionRefusal {
    var isRefused: Bool = false
}

/// `CURLOPT_OPENSOCKETFUNCTION`: a socket for an address of a private network, and none for any other.
private func openPrivateSocket(
    _ context: UnsafeMutableRawPointer?,
    _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context, let address, let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
    let count = Int(address.pointee.addrlen)
    // sockaddr_in: family, port, address. sockaddr_in6: family, port, flow, address.
    let (start, size) = address.pointee.family == AF_INET6 ? (8, 16) : (4, 4)
    guard count >= start + size else { return -1 }
    let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + offset + start, count: size)
    guard [AF_INET, AF_INET6].contains(address.pointee.family), PrivateNetwork.contains(Array(bytes)) else {
        Unmanaged<ConnectionRefusal>.fromOpaque(context).takeUnretainedValue().isRefused = true
        return -1
    }
    let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return socket(address.pointee.family, type, address.pointee.protocol)
}

/// `CURLOPT_WRITEFUNCTION`: taking fewer bytes than offered ends the transfer with an error.
private func appendToBody(
    _ data: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let data, let context else { return 0 }
    let body = Unmanaged<BodyBuffer>.fromOpaque(context).takeUnretainedValue()
    guard body.bytes.count + count * size <= CurlTransport.maximumBody else { return 0 }
    body.bytes.append(contentsOf: UnsafeRawBufferPointer(start: data, count: count * size))
    return count * size
}
