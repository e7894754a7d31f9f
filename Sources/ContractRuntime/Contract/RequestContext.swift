/// The facts of a request that a handler may know beside its input.
package struct RequestContext: Sendable {
    /// The `X-Request-ID` that the answer carries.
    package let requestID: String
    /// The peer's address without port.
    package let remoteAddress: String

    package init(requestID: String, remoteAddress: String = "") {
        self.requestID = requestID
        self.remoteAddress = remoteAddress
    }
}

/// Faults of the generated layer itself; the client sees 500.
package enum ContractError: Error, Sendable {
    case unknownOperation
    case principalMissing
}
