import Crypto
import Impl
import Testing

struct SessionTokensTests {
    private let secret = Secret("0123456789abcdef0123456789abcdef")
    private let now: Int64 = 1_732_135_823
    private var tokens: SessionTokens { SessionTokens(secret: secret, lifetimeSeconds: 3_600) }

    private func verify(_ token: String, at time: Int64? = nil) throws(SessionFailure) -> SessionClaims {
        let bytes = Array(token.utf8)
        return try bytes.withUnsafeBufferPointer { bytes throws(SessionFailure) in
            try tokens.verify(bytes, now: time ?? now)
        }
    }

    private func issue(_ id: Int64, authenticatedAt: Int64? = 1_732_135_000, _ tokens: SessionTokens? = nil) -> String {
        let tokens = tokens ?? self.tokens
        return tokens.issue(tokens.claims(telegramID: id, authenticatedAt: authenticatedAt, now: now))
    }

    private func failure(_ token: String, at time: Int64? = nil) -> SessionFailure? {
        do {
            _ = try verify(token, at: time)
            return nil
        } catch {
            return error
        }
    }

    /// A token with any header and claims, signed with the key that `SessionTokens` derives.
    private func forge(header: String = #"{"alg":"HS256","typ":"JWT"}"#, claims: String) -> String {
        let signed = "\(Base64URL.encode(Array(header.utf8))).\(Base64URL.encode(Array(claims.utf8)))"
        let master = secret.withBytes { HMACSHA256(key: $0) }
        let key = HMACSHA256(
            key: master.authenticate(Array("telegram-backend session token v1".utf8)).bytes
        )
        return "\(signed).\(Base64URL.encode(key.authenticate(Array(signed.utf8)).bytes))"
    }

    private func claims(
        _ sub: String = "\"7\"",
        iss: String = "telegram-backend",
        iat: String? = nil,
        origin: String = #","auth_time":1732135000"#
    ) -> String {
        #"{"iss":"\#(iss)","sub":\#(sub),"iat":\#(iat ?? "\(now)"),"exp":\#(now + 3_600)\#(origin)}"#
    }

    @Test func issuedTokenSaysWhoItIsForAndSinceWhen() throws {
        for id in [1, 4_503_599_627_370_495] as [Int64] {
            #expect(try verify(issue(id)).telegramID == id)
        }
        #expect(try verify(issue(7, authenticatedAt: 1_732_050_000)).authenticatedAt == 1_732_050_000)
    }

    @Test func tokenWithoutAnOriginIsReadAndSaysSo() throws {
        #expect(try verify(forge(claims: claims(origin: ""))).authenticatedAt == nil)
        #expect(issue(7, authenticatedAt: nil) == forge(claims: claims(origin: "")))
    }

    @Test func tokenHasTheDocumentedForm() {
        #expect(issue(7) == forge(claims: claims()))
    }

    @Test func tokenIsOverInTheSecondThatItNames() throws {
        let token = issue(7)
        #expect(try verify(token, at: now + 3_599).telegramID == 7)
        #expect(failure(token, at: now + 3_600) == .expired)
        #expect(failure(token, at: .max - 60) == .expired)
    }

    @Test func tokenFromTheFutureIsRefusedBeyondTheSkew() throws {
        let token = issue(7)
        #expect(try verify(token, at: now - 60).telegramID == 7)
        #expect(failure(token, at: now - 61) == .fromTheFuture)
    }

    @Test(arguments: [
        #"{"alg":"none","typ":"JWT"}"#, #"{"typ":"JWT","alg":"HS256"}"#, #"{"alg":"HS512","typ":"JWT"}"#,
        #"{"alg":"hs256","typ":"JWT"}"#, #"{"alg":"HS256"}"#, "",
    ])
    func headerOtherThanOursIsRefused(header: String) {
        #expect(failure(forge(header: header, claims: claims())) == .headerUnknown)
    }

    @Test func claimsOtherThanOursAreRefusedEvenWhenSigned() {
        for text in [
            claims(iss: "other"), claims("7"), claims("\"07\""), claims("\"-7\""), claims("\"0\""), claims("\"x\""),
            claims("\"99999999999999999999\""), claims(iat: "\(now + 3_600)"), claims(iat: "\(now).0"), "", "{}",
            claims().replacing("}", with: #","x":1}"#), claims().replacing(",", with: ", "),
            claims(origin: #","x":1"#), claims(origin: #","auth_time":01"#), claims(origin: #","auth_time":-1"#),
            claims(origin: #","auth_time":"1""#), claims(origin: #","auth_time":1,"auth_time":1"#),
        ] {
            #expect(failure(forge(claims: text)) == .claimsUnknown, "\(text)")
        }
    }

    @Test func tokenSignedWithAnotherSecretIsRefused() {
        let other = SessionTokens(
            secret: Secret("0123456789abcdef0123456789abcdeF"),
            lifetimeSeconds: 3_600
        )
        #expect(failure(issue(7, other)) == .signatureWrong)
    }

    @Test func everyChangedByteIsNoticed() throws {
        let token = Array(issue(7).utf8)
        for index in token.indices {
            var changed = token
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(failure(String(decoding: changed, as: UTF8.self)) != nil, "byte \(index)")
        }
    }

    @Test func everyTruncationAndAdditionIsNoticed() {
        let token = issue(7)
        for count in 0..<token.count { #expect(failure(String(token.prefix(count))) != nil) }
        for text in ["\(token).", "\(token).x", "\(token)=", "\(token) ", ".\(token)", "\(token)A", "..", ""] {
            #expect(failure(text) != nil)
        }
        #expect(failure(String(repeating: ".", count: 100_000)) == .malformed)
    }
}
