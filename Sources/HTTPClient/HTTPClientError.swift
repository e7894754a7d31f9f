/// Why a request got no answer. Nothing in it comes from the request or the other server: it may be logged.
package enum HTTPClientError: Error, Sendable, Equatable {
    /// The request cannot be sent as it stands: method, address, a field's name or value.
    case invalidRequest(String)
    /// Nothing was sent: the name is not known, nobody listens, TLS failed; libcurl's fixed text for it.
    case unreachable(String)
    /// Nothing was sent: the server's certificate is not trusted, is over, or is another host's; libcurl's fixed text.
    case untrusted(String)
    /// The connection broke when the request was on its way: whether it was done is not known.
    case broken(String)
    /// No whole answer in time; whether it was done is not known.
    case timedOut
    /// The answer is longer than was asked for.
    case answerTooLong
    /// The task that waited was cancelled; whether it was done is not known.
    case cancelled
    /// Too many requests wait already.
    case overloaded
    /// The client was closed.
    case closed
}

extension HTTPClientError {
    /// The error in words, to follow "no answer:".
    package var words: String {
        switch self {
        case .invalidRequest(let reason), .unreachable(let reason), .untrusted(let reason), .broken(let reason): reason
        case .timedOut: "none in time"
        case .answerTooLong: "it is too long"
        case .cancelled, .overloaded, .closed: "the client gave up"
        }
    }
}
