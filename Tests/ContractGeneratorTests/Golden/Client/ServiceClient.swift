// Made from openapi.json by `contract-generator generate --client`; edit that, not this file.
import ClientRuntime
import ContractRuntime
import Crypto
import HTTPTypes

/// Calls of Items: one method an operation.
package struct ServiceClient: Sendable {
    let transport: ServiceTransport
    package var credentials: ServiceCredentials

    package init(_ transport: ServiceTransport, credentials: ServiceCredentials = ServiceCredentials()) {
        self.transport = transport
        self.credentials = credentials
    }
}

/// The caller's credentials: one for each security scheme.
///
/// A call sends those of the first requirement that it can meet.
package struct ServiceCredentials: Sendable {
    /// The credential of `session`.
    package var session: Secret?
    /// The credential of `secret`.
    package var secret: Secret?

    package init(session: Secret? = nil, secret: Secret? = nil) {
        self.session = session
        self.secret = secret
    }

    var sessionField: ServiceCredential? { ServiceCredential(bearer: session) }

    var secretField: ServiceCredential? { ServiceCredential("X-Secret", secret) }
}
