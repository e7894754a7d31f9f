internal import CCurl
import Crypto

/// One libcurl easy handle: a request at a time, connections kept for the next one.
///
/// `@unchecked Sendable`: after `init` only the worker thread of the `BotAPI` that made it calls `get` and `close`.
final class CurlTransport: @unchecked Sendable {
    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    /// Longest answer that is read, in bytes; no Bot API answer comes near it.
    static let maximumBody: Int = 1 << 20

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private var handle: UnsafeMutableRawPointer?

    init(timeoutMilliseconds: Int) throws(BotAPIError) {
        guard CurlTransport.isReady, let handle = curl_easy_init() else {
            throw .unreachable("libcurl cannot be initialised")
        }
        self.handle = handle
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, timeoutMilliseconds))
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(handle, CURLOPT_USERAGENT, "telegram-backend")
    }

    deinit { close() }

    /// Frees the handle (`curl_easy_cleanup`); a call after that is refused.
    func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
    }

    /// Performs a GET and blocks until it is answered or timed out.
    func get(_ address: Secret) -> Result<Answer, BotAPIError> {
        guard let handle else { return .failure(.overloaded) }
        let body = BodyBuffer()
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
