/// Why a request got no answer. Nothing in it comes from the request or the other server: it may be logged.
package enum HTTPClientError: Error, Sendable, Equatable {
    /// The request cannot be sent as it stands: method, address, a field's name or value.
    case invalidRequest(String)
    /// Nothing was sent: the name is not known, nobody listens, TLS failed; libcurl's fixed text for it.
    case unreachable(String)
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
