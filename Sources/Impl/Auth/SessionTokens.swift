import Crypto

/// Session tokens: JSON Web Tokens (RFC 7519) signed with HMAC-SHA-256, in the one form that we write ourselves.
///
/// The header is compared, never interpreted, so no token can choose its algorithm. A token says who and since when,
/// not what they may: that is looked up when the token is used, so that a change of the settings counts for the
/// sessions that exist already.
package struct SessionTokens: Sendable {
    /// `{"alg":"HS256","typ":"JWT"}`.
    private static let header: String = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
    /// Longer than any token of ours; what is longer is not looked at.
    private static let maximumBytes: Int = 512
    /// How far `iat` may lie ahead: processes behind one proxy do not share a clock.
    private static let maximumSkew: Int64 = 60

    private let key: HMACSHA256
    /// Verifies sessions of the secret before.
    private let previousKey: HMACSHA256?
    package let lifetimeSeconds: Int64

    /// - Parameters:
    ///   - secret: `SESSION_SECRET`; the key is derived from it, so that it never signs anything else.
    ///   - previous: the secret before, whose sessions are taken; it signs nothing.
    package init(secret: Secret, previous: Secret? = nil, lifetimeSeconds: Int64) {
        key = SessionTokens.key(of: secret)
        previousKey = previous.map(SessionTokens.key)
        self.lifetimeSeconds = lifetimeSeconds
    }

    private static func key(of secret: Secret) -> HMACSHA256 {
        let derived = secret.withBytes { HMACSHA256(key: $0) }
            .authenticate(Array("telegram-backend session token v1".utf8))
        return HMACSHA256(key: derived.bytes)
    }

    /// The claims of a session that begins now.
    ///
    /// - Parameters:
    ///   - authenticatedAt: when Telegram signed the launch data; nil where there was none.
    ///   - now: seconds since 1970-01-01T00:00:00Z.
    package func claims(telegramID: Int64, authenticatedAt: Int64?, now: Int64) -> SessionClaims {
        SessionClaims(
            telegramID: telegramID,
            issuedAt: now,
            expiresAt: now + lifetimeSeconds,
            authenticatedAt: authenticatedAt
        )
    }

    /// The token that says these claims.
    package func issue(_ claims: SessionClaims) -> String {
        let signed = "\(SessionTokens.header).\(Base64URL.encode(claims.json))"
        return "\(signed).\(Base64URL.encode(key.authenticate(Array(signed.utf8)).bytes))"
    }

    /// The claims of the token, once it was found to be ours and valid.
    ///
    /// - Parameter now: seconds since 1970-01-01T00:00:00Z; a token is over in the second that `exp` names.
    package func verify(
        _ token: UnsafeBufferPointer<UInt8>,
        now: Int64
    ) throws(SessionFailure) -> SessionClaims {
        guard token.count <= SessionTokens.maximumBytes else { throw .malformed }
        let parts = token.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        guard parts.count == 3 else { throw .malformed }
        guard parts[0].elementsEqual(SessionTokens.header.utf8) else { throw .headerUnknown }
        guard let signature = Base64URL.decode(UnsafeBufferPointer(rebasing: parts[2])) else { throw .malformed }
        let signed = UnsafeBufferPointer(rebasing: token[..<parts[1].endIndex])
        guard isValid(signature, for: signed) else { throw .signatureWrong }
        guard let payload = Base64URL.decode(UnsafeBufferPointer(rebasing: parts[1])),
            let claims = SessionClaims(json: payload)
        else { throw .claimsUnknown }
        guard claims.issuedAt <= now + SessionTokens.maximumSkew else { throw .fromTheFuture }
        guard now < claims.expiresAt else { throw .expired }
        return claims
    }

    private func isValid(_ signature: [UInt8], for signed: UnsafeBufferPointer<UInt8>) -> Bool {
        if constantTimeEqual(key.authenticate(signed).bytes, signature) { return true }
        guard let previousKey else { return false }
        return constantTimeEqual(previousKey.authenticate(signed).bytes, signature)
    }
}

/// Why a session token was refused; for the log alone.
package enum SessionFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case malformed, headerUnknown, signatureWrong, claimsUnknown, expired, fromTheFuture

    package var description: String {
        switch self {
        case .malformed: "not three parts of base64url"
        case .headerUnknown: "header is not ours"
        case .signatureWrong: "signature mismatch"
        case .claimsUnknown: "claims are not ours"
        case .expired: "expired"
        case .fromTheFuture: "issued in the future"
        }
    }
}
