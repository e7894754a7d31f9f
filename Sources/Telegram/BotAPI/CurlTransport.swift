import CCurl
import Crypto
import Synchronization

/// One libcurl easy handle: a request at a time, connections kept for the next one.
///
/// It is driven through a multi handle, because a transfer there can be broken off from another thread.
///
/// `@unchecked Sendable`: after `init` only the worker thread of the `BotAPI` that made it calls `get` and `close`;
/// `breakOff` touches an atomic and, once and before `close`, `curl_multi_wakeup`, which is made for other threads.
final class CurlTransport: @unchecked Sendable {
    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    /// Longest answer that is read, in bytes; no Bot API answer comes near it.
    static let maximumBody: Int = 1 << 20

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private var handle: UnsafeMutableRawPointer?
    private var multi: UnsafeMutableRawPointer?
    private let isBrokenOff: Atomic<Bool> = Atomic(false)

    init(timeoutMilliseconds: Int) throws(BotAPIError) {
        guard CurlTransport.isReady, let handle = curl_easy_init() else {
            throw .unreachable("libcurl cannot be initialised")
        }
        self.handle = handle
        multi = curl_multi_init()
        guard multi != nil else { throw .unreachable("libcurl cannot be initialised") }
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, timeoutMilliseconds))
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        // A resolver that hangs is left to itself when a call is broken off.
        ccurl_set_long(handle, CURLOPT_QUICK_EXIT, 1)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(handle, CURLOPT_USERAGENT, "telegram-backend")
    }

    deinit { close() }

    /// Frees the handles (`curl_easy_cleanup`, `curl_multi_cleanup`); a call after that is refused.
    func close() {
        if let handle { curl_easy_cleanup(handle) }
        if let multi { curl_multi_cleanup(multi) }
        handle = nil
        multi = nil
    }

    /// Ends the call under way, and refuses all that come; from any thread, before the worker is told to end.
    func breakOff() {
        guard !isBrokenOff.exchange(true, ordering: .acquiringAndReleasing), let multi else { return }
        curl_multi_wakeup(multi)
    }

    /// Performs a GET and blocks until it is answered, timed out or broken off.
    func get(_ address: Secret) -> Result<Answer, BotAPIError> {
        guard let handle, let multi else { return .failure(.overloaded) }
        let body = BodyBuffer()
        let code = withExtendedLifetime(body) { () -> CURLcode? in
            ccurl_set_text(handle, CURLOPT_URL, address.revealed)
            ccurl_set_writer(handle, appendToBody, Unmanaged.passUnretained(body).toOpaque())
            return perform(handle, multi)
        }
        switch code {
        case CURLE_OK:
            var status = 0
            ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
            return .success(Answer(status: status, body: body.bytes))
        case CURLE_OPERATION_TIMEDOUT:
            return .failure(.timedOut)
        case nil:
            return .failure(.overloaded)
        case let code?:
            // A fixed text for each code, without the address.
            return .failure(.unreachable(curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl failed"))
        }
    }

    /// How the transfer ended; nil where it was broken off.
    private func perform(_ handle: UnsafeMutableRawPointer, _ multi: UnsafeMutableRawPointer) -> CURLcode? {
        guard curl_multi_add_handle(multi, handle) == CURLM_OK else { return CURLE_FAILED_INIT }
        defer { curl_multi_remove_handle(multi, handle) }
        var running: Int32 = 1
        while true {
            if isBrokenOff.load(ordering: .acquiring) { return nil }
            guard curl_multi_perform(multi, &running) == CURLM_OK else { return CURLE_FAILED_INIT }
            if running == 0 { break }
            // Ends at a wake-up, also at one that came before.
            curl_multi_poll(multi, nil, 0, 1_000, nil)
        }
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            if message.pointee.msg == CURLMSG_DONE { return message.pointee.data.result }
        }
        return CURLE_FAILED_INIT
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
