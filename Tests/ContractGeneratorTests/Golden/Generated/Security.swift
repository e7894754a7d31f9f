// Made from api/openapi.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// The roles that security requirements name.
package struct Roles: OptionSet, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
    package static let admin: Roles = Roles(rawValue: 1 << 0)
}

/// Decides who sends a request. A credential is nil where the request has none of its scheme.
package protocol Authenticator: Sendable {
    associatedtype Principal: Sendable
    /// `openapi.json#/components/securitySchemes/session`
    func session(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<Principal>
    /// `openapi.json#/components/securitySchemes/secret`
    func secret(_ credential: Bytes?, roles: Roles, request: HTTPRequest) -> Authentication<Principal>
}
