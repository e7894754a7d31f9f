import Crypto
import Impl
import Testing

struct SessionTokensTests {
    private let secret: Secret = Secret("0123456789abcdef0123456789abcdef")
    private let now: Int64 = 1_732_135_823
    private var tokens: SessionTokens { SessionTokens(secret: secret, lifetimeSeconds: 3_600) }

    private func verify(_ token: String, at time: Int64? = nil) throws(SessionFailure) -> Int64 {
        let bytes: [UInt8] = Array(token.utf8)
        return try bytes.withUnsafeBufferPointer { bytes throws(SessionFailure) in
            try tokens.verify(bytes, now: time ?? now)
        }
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
        let signed: String = "\(Base64URL.encode(Array(header.utf8))).\(Base64URL.encode(Array(claims.utf8)))"
        let master: HMACSHA256 = secret.withBytes { HMACSHA256(key: $0) }
        let key: HMACSHA256 = HMACSHA256(
            key: master.authenticate(Array("telegram-backend session token v1".utf8)).bytes
        )
        return "\(signed).\(Base64URL.encode(key.authenticate(Array(signed.utf8)).bytes))"
    }

    private func claims(_ sub: String = "\"7\"", iss: String = "telegram-backend", iat: String? = nil) -> String {
        #"{"iss":"\#(iss)","sub":\#(sub),"iat":\#(iat ?? "\(now)"),"exp":\#(now + 3_600)}"#
    }

    @Test func issuedTokenSaysWhoItIsFor() throws {
        for id in [1, 4_503_599_627_370_495] as [Int64] {
            #expect(try verify(tokens.issue(telegramID: id, now: now)) == id)
        }
    }

    @Test func tokenHasTheDocumentedForm() {
        #expect(tokens.issue(telegramID: 7, now: now) == forge(claims: claims()))
    }

    @Test func tokenIsOverInTheSecondThatItNames() throws {
        let token: String = tokens.issue(telegramID: 7, now: now)
        #expect(try verify(token, at: now + 3_599) == 7)
        #expect(failure(token, at: now + 3_600) == .expired)
        #expect(failure(token, at: .max - 60) == .expired)
    }

    @Test func tokenFromTheFutureIsRefusedBeyondTheSkew() throws {
        let token: String = tokens.issue(telegramID: 7, now: now)
        #expect(try verify(token, at: now - 60) == 7)
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
        ] {
            #expect(failure(forge(claims: text)) == .claimsUnknown, "\(text)")
        }
    }

    @Test func tokenSignedWithAnotherSecretIsRefused() {
        let other: SessionTokens = SessionTokens(
            secret: Secret("0123456789abcdef0123456789abcdeF"),
            lifetimeSeconds: 3_600
        )
        #expect(failure(other.issue(telegramID: 7, now: now)) == .signatureWrong)
    }

    @Test func everyChangedByteIsNoticed() throws {
        let token: [UInt8] = Array(tokens.issue(telegramID: 7, now: now).utf8)
        for index in token.indices {
            var changed: [UInt8] = token
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(failure(String(decoding: changed, as: UTF8.self)) != nil, "byte \(index)")
        }
    }

    @Test func everyTruncationAndAdditionIsNoticed() {
        let token: String = tokens.issue(telegramID: 7, now: now)
        for count in 0..<token.count { #expect(failure(String(token.prefix(count))) != nil) }
        for text in ["\(token).", "\(token).x", "\(token)=", "\(token) ", ".\(token)", "\(token)A", "..", ""] {
            #expect(failure(text) != nil)
        }
        #expect(failure(String(repeating: ".", count: 100_000)) == .malformed)
    }
}
