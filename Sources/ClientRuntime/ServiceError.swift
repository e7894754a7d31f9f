import HTTPClient

/// Why a call gave no answer that its contract describes. No case holds the address or a credential.
package enum ServiceError: Error, Sendable, Equatable {
    /// The service has no address that could be called, or an input none that could be sent.
    case invalidRequest(String)
    /// No whole answer.
    case noAnswer(HTTPClientError)
    /// An answer that is not what the contract describes for its status: where, by JSON Pointer, and what is wrong.
    case unexpectedAnswer(status: Int, pointer: String, reason: String)
}
