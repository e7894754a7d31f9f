import Metrics
import Telegram

/// How often whom was believed who they say they are, and why not.
package struct AuthenticationMetrics: Sendable {
    /// The contract's security schemes.
    enum Scheme: Int, CaseIterable {
        case initData, session, botSecret, webhookSecret
    }

    /// What came of looking at a credential.
    enum Result: Int, CaseIterable {
        case accepted
        /// There was none.
        case missing
        case malformed
        /// It is not what was signed, or not the secret.
        case mismatch
        case expired
        /// It says it was made in the future.
        case early
        /// This server knows nothing to compare it with.
        case unconfigured
        /// It is right, and its owner lacks the role.
        case forbidden
    }

    package let results = Counters(
        MetricLabel("scheme", of: Scheme.self),
        MetricLabel("result", of: Result.self)
    )

    package init() {}

    func note(_ scheme: Scheme, _ result: Result) {
        results.add(1, scheme.rawValue, result.rawValue)
    }
}

extension InitDataFailure {
    var result: AuthenticationMetrics.Result {
        switch self {
        case .hashMismatch, .signatureMismatch: .mismatch
        case .expired: .expired
        case .fromTheFuture: .early
        default: .malformed
        }
    }
}

extension SessionFailure {
    var result: AuthenticationMetrics.Result {
        switch self {
        case .signatureWrong: .mismatch
        case .expired: .expired
        case .fromTheFuture: .early
        case .malformed, .headerUnknown, .claimsUnknown: .malformed
        }
    }
}
