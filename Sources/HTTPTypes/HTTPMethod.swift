/// The request method (RFC 9110 § 9), with the ones a contract can name as cases.
package enum HTTPMethod: UInt8, Sendable, CaseIterable {
    case get, head, post, put, patch, delete, options, trace, connect
    /// A method this server does not know; it is answered 501, never routed.
    case other

    /// The method's token as it stands in a request line.
    package var token: StaticString {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .trace: "TRACE"
        case .connect: "CONNECT"
        case .other: ""
        }
    }
}
