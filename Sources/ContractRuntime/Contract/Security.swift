import HTTPTypes

/// The answer of an authenticator about a credential.
package enum Authentication<Principal: Sendable>: Sendable {
    case authenticated(Principal)
    /// Missing, wrong or expired; the reason is the authenticator's to log.
    case unauthenticated
    /// Valid, but without a role that the operation requires.
    case forbidden
}

/// The decision whether a request may reach its operation.
package enum Admittance {
    /// The principal's box, or that of an array with one principal a scheme where a requirement of the operation names
    /// several; nil where the operation is public, or called without an optional credential.
    case granted(AnyObject?)
    /// 401, or what the scheme says instead, with its challenge.
    case unauthenticated(status: Int, challenge: StaticString)
    case forbidden

    /// For who meets a requirement.
    package static func granted<Principal: Sendable>(to principal: Principal) -> Admittance {
        .granted(PrincipalBox(principal))
    }

    package init<Principal>(_ outcome: Authentication<Principal>, status: Int, challenge: StaticString) {
        switch outcome {
        case .authenticated(let principal): self = .granted(to: principal)
        case .unauthenticated: self = .unauthenticated(status: status, challenge: challenge)
        case .forbidden: self = .forbidden
        }
    }
}

/// Carries a principal from admission to the handler in the request's context.
final class PrincipalBox<Principal: Sendable> {
    let principal: Principal

    init(_ principal: Principal) {
        self.principal = principal
    }
}

extension HTTPRequest {
    /// The principal that admission found; nil where the operation was called without one.
    package func principal<Principal: Sendable>(_ type: Principal.Type) -> Principal? {
        (context as? PrincipalBox<Principal>)?.principal
    }

    /// The same where the contract requires one: a handler cannot be reached without it.
    package func requiredPrincipal<Principal: Sendable>(_ type: Principal.Type) throws -> Principal {
        guard let principal = principal(type) else { throw ContractError.principalMissing }
        return principal
    }
}

/// Finds credentials. A field that stands twice gives an empty credential, which no scheme accepts: which of the two
/// counts would be a guess.
package enum Credentials {
    /// The value of the field; nil where it is absent.
    package static func field(_ name: StaticString, of request: HTTPRequest) -> Bytes? {
        if let value = request.field(name) { return value }
        return request.count(of: name) > 1 ? .empty : nil
    }

    /// The credentials behind `scheme` in `Authorization` (RFC 9110 § 11.4); nil for another scheme.
    package static func authorization(_ scheme: StaticString, of request: HTTPRequest) -> Bytes? {
        guard let value = field("Authorization", of: request) else { return nil }
        let length = scheme.utf8CodeUnitCount
        guard value.count >= length, value.slice(0, length).equalsIgnoringCase(scheme) else {
            return value.isEmpty ? .empty : nil
        }
        var start = length
        while start < value.count, value[start] == 0x20 { start += 1 }
        if start == length { return value.count == length ? .empty : nil }
        return value.slice(start, value.count)
    }
}
