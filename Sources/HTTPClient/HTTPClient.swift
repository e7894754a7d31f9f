import Platform
import Synchronization

/// A client for HTTP/1.1 and HTTP/2, many requests at once, on libcurl's multi interface.
///
/// All transfers live on one thread of the client's own, so no caller's thread ever blocks. Connections are kept, and
/// over HTTP/2 shared. Redirects are not followed. Certificates are checked, unless the options say that they need not
/// be; without TLS it connects to addresses of `PrivateNetwork` alone, through no proxy. For https `HTTPS_PROXY` and
/// its relatives count, as libcurl reads them.
package final class HTTPClient: Sendable {
    package struct Options: Sendable {
        /// Product token of the `User-Agent` field.
        package var userAgent: String = "telegram-backend"
        /// Requests that may wait or be under way; one more is refused as `overloaded`.
        package var capacity: Int = 1_000
        /// Connections to one host over HTTP/1.1; the other requests wait for one.
        package var connectionsPerHost: Int = 16
        /// A file of certificates to trust in place of the system's.
        package var certificateAuthorities: String?
        /// False where it does not matter who answers: the request holds no secret, and nothing is made of the answer
        /// but a yes or no.
        package var checksCertificates: Bool = true
        /// False where requests over TLS go through no proxy, whatever the environment says.
        package var usesProxies: Bool = true
        /// True where answers tell when the server's certificate ends.
        package var asksCertificates: Bool = false

        package init() {}
    }

    private let transfers: Transfers

    /// - Throws: `unreachable` where libcurl refuses.
    package init(_ options: Options = Options()) throws(HTTPClientError) {
        transfers = try Transfers(options)
    }

    /// Starts the client's thread, which ends with `close`; before that requests only wait. Only the first call counts.
    ///
    /// - Throws: `unreachable` where the system refuses a thread; the client is closed then.
    package func start() throws(HTTPClientError) {
        guard transfers.begin() else { return }
        do throws(SystemError) {
            try startThread(name: "http-client") { [transfers] in transfers.run() }
        } catch {
            transfers.end()
            throw .unreachable("no thread for the HTTP client: \(error.text)")
        }
    }

    deinit { transfers.close(at: .now) }

    /// Sends the request and waits for its answer, whatever its status. Cancelling the task gives the transfer up.
    package func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        let transfer = try Transfer(request)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                transfer.await(caller)
                transfers.submit(transfer)
            }
        } onCancel: {
            transfers.cancel(transfer)
        }
        return try outcome.get()
    }

    /// Takes no more requests, waits for those under way until `deadline`, fails the rest as `closed`, and ends the
    /// thread. May be called more than once; the earliest deadline counts.
    package func close(by deadline: ContinuousClock.Instant = .now) async {
        transfers.close(at: deadline)
        await transfers.ended()
    }
}
