/// The responder's answer to a request whose header section is complete.
package enum HTTPAdmission: Sendable {
    /// The answer is known; the body is not waited for.
    case reject(HTTPResponse)
    /// Read the body, at most so many bytes, then call `respond`.
    case accept(maxBodyBytes: Int)
}

/// Faults that the server finds before or beside any operation; the responder renders them as problems.
package enum HTTPFault: Error, Sendable {
    /// 400 and close: the message breaks RFC 9112 (or is refused as ambiguous); the text says how, in a few words.
    case malformed(StaticString)
    /// 408 and close: header or body did not arrive in time.
    case timeout
    /// 413: the body is longer than the operation admits.
    case bodyTooLarge(limit: Int)
    /// 414 and close.
    case targetTooLong
    /// 417: an `Expect` other than `100-continue`.
    case expectationFailed
    /// 431 and close.
    case fieldsTooLarge
    /// 501 and close: a transfer coding this server does not know, or CONNECT.
    case notImplemented(StaticString)
    /// 503 with `Retry-After`: too many connections, or draining.
    case overloaded
    /// 505 and close.
    case versionNotSupported

    /// The answer's status code.
    package var status: Int {
        switch self {
        case .malformed: 400
        case .timeout: 408
        case .bodyTooLarge: 413
        case .targetTooLong: 414
        case .expectationFailed: 417
        case .fieldsTooLarge: 431
        case .notImplemented: 501
        case .overloaded: 503
        case .versionNotSupported: 505
        }
    }
}

/// The application behind the server.
///
/// For each request the server calls `admit` when the header section is complete, reads the body, then calls
/// `respond`; both on the connection's event loop. `respond` may suspend; it never throws.
package protocol HTTPResponder: Sendable {
    func admit(_ request: HTTPRequest) -> HTTPAdmission
    func respond(to request: HTTPRequest) async -> HTTPResponse
    /// The answer to a fault; `request` has whatever was understood of it (its id always).
    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse
    /// Called once for each request, after its answer was queued, or could not be any more (`HTTPRequest.loss` says
    /// why): what was done is told whatever became of the client. For access logs and counters.
    func answered(_ request: HTTPRequest, status: Int, microseconds: Int)
}
