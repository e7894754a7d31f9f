import Crypto

/// A header field with a credential.
package struct ServiceCredential: Sendable {
    let field: String
    let value: Secret

    /// nil where there is no credential.
    package init?(_ field: String, _ value: Secret?) {
        guard let value else { return nil }
        self.field = field
        self.value = value
    }

    /// A bearer token (RFC 6750).
    package init?(bearer token: Secret?) {
        guard let token else { return nil }
        field = "Authorization"
        value = Secret("Bearer " + token.revealed)
    }
}
