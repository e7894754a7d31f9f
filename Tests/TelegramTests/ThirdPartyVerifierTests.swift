import Crypto
import Telegram
import Testing

@Suite struct ThirdPartyVerifierTests {
    static let fields: String = "auth_date=1700000000&query_id=1&user=%7B%22id%22%3A42%7D"
    static let message: String = "42:WebAppData\nauth_date=1700000000\nquery_id=1\nuser={\"id\":42}"

    let key: Ed25519PrivateKey
    let verifier: ThirdPartyVerifier

    init() throws {
        key = try Ed25519PrivateKey(raw: [UInt8](1...32))
        verifier = ThirdPartyVerifier(botID: 42, key: try Ed25519PublicKey(raw: key.publicKey()))
    }

    private func failure(of text: String) -> InitDataFailure? {
        do throws(InitDataFailure) {
            _ = try verifier.verify(Array(text.utf8), now: signedAt, maximumAge: 60)
            return nil
        } catch {
            return error
        }
    }

    @Test func acceptsSignedFieldsWithAndWithoutHash() throws {
        let signature = Base64URL.encode(try key.sign(Array(Self.message.utf8)))
        #expect(failure(of: "\(Self.fields)&signature=\(signature)") == nil)
        #expect(failure(of: "hash=123&\(Self.fields)&signature=\(signature)") == nil)
    }

    @Test func refusesOtherSignatures() throws {
        let signature = Base64URL.encode(try key.sign(Array((Self.message + " ").utf8)))
        #expect(failure(of: "\(Self.fields)&signature=\(signature)") == .signatureMismatch)
        #expect(failure(of: "\(Self.fields)&signature=\(signature)%3D%3D") == .signatureMalformed)
        #expect(failure(of: "\(Self.fields)&signature=\(signature.dropLast())") == .signatureMalformed)
        #expect(failure(of: "\(Self.fields)&signature=") == .signatureMalformed)
        #expect(failure(of: Self.fields) == .signatureMissing)
    }

    @Test func signatureOfAnotherBotIsRefused() throws {
        let signature = Base64URL.encode(try key.sign(Array(Self.message.utf8)))
        let other = ThirdPartyVerifier(botID: 43, key: try Ed25519PublicKey(raw: key.publicKey()))
        let text = "\(Self.fields)&signature=\(signature)"
        #expect(throws: InitDataFailure.signatureMismatch) {
            try other.verify(Array(text.utf8), now: signedAt, maximumAge: 60)
        }
    }
}
