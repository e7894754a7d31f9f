/// The search for the first security requirement that a request meets: what generated code has heard of the schemes
/// asked so far.
///
/// Requirements are alternatives (OpenAPI 3.1, section 4.8.30), each of them schemes that must all be met. Those whose
/// credentials were all sent are asked first, then the others, both in the contract's order. Where none is met, the
/// most telling refusal counts: of a valid credential that lacks a role, then of one that was sent, then of one that is
/// missing; the first of its kind.
package struct RequirementSearch {
    private enum Weight: Int {
        case none, missing, refused, forbidden
    }

    private let challenge: StaticString
    private var weight: Weight = .none
    /// The most telling refusal of all schemes asked.
    package private(set) var refusal: Admittance

    /// For an operation that may be called without credentials: nobody, unless a credential was refused. Who sent one
    /// means to be somebody, and learns that it is not accepted.
    package var anonymous: Admittance { weight == .none ? .granted(nil) : refusal }

    /// - Parameter challenge: `WWW-Authenticate` of a 401, for all schemes of the operation.
    package init(challenge: StaticString) {
        self.challenge = challenge
        refusal = .unauthenticated(status: 401, challenge: challenge)
    }

    /// The principal of a scheme that is met; nil where it is not, which is remembered.
    ///
    /// - Parameters:
    ///   - isSent: false where the request has no credential of the scheme.
    ///   - status: what the scheme answers in place of 401.
    package mutating func principal<Principal>(
        _ outcome: Authentication<Principal>,
        isSent: Bool,
        status: Int
    ) -> Principal? {
        switch outcome {
        case .authenticated(let principal): return principal
        case .unauthenticated:
            note(isSent ? .refused : .missing, .unauthenticated(status: status, challenge: challenge))
        case .forbidden: note(.forbidden, .forbidden)
        }
        return nil
    }

    private mutating func note(_ weight: Weight, _ refusal: Admittance) {
        guard weight.rawValue > self.weight.rawValue else { return }
        self.weight = weight
        self.refusal = refusal
    }
}
