import Crypto

/// Verifies launch data without the bot's token: Telegram's Ed25519 signature over the bot's id and the fields, as
/// Telegram's "Validating data for Third-Party Use" says.
package struct ThirdPartyVerifier: Sendable {
    /// Which of Telegram's servers signed.
    package enum Environment: Sendable {
        case production, test

        fileprivate var publicKey: StaticString {
            switch self {
            case .production: "e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d"
            case .test: "40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec"
            }
        }
    }

    private let prefix: String
    private let key: Ed25519PublicKey

    package init(botID: Int64, environment: Environment) throws(CryptoError) {
        let raw = Hex.decode(environment.publicKey.description) ?? []
        self.init(botID: botID, key: try Ed25519PublicKey(raw: raw))
    }

    /// For a signer other than Telegram, such as a test.
    package init(botID: Int64, key: Ed25519PublicKey) {
        prefix = "\(botID):WebAppData\n"
        self.key = key
    }

    /// Verifies `raw`, the form-encoded text as it was received; `hash` need not be there.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970-01-01T00:00:00Z.
    ///   - maximumAge: in seconds; data of exactly this age is valid.
    package func verify(
        _ raw: UnsafeBufferPointer<UInt8>,
        now: Int64,
        maximumAge: Int64
    ) throws(InitDataFailure) -> InitData {
        let fields = try InitDataFields(decoding: raw)
        guard let text = fields.value("signature") else { throw .signatureMissing }
        guard let signature = text.withUnsafeBufferPointer({ Base64URL.decode($0) }), signature.count == 64 else {
            throw .signatureMalformed
        }
        let message = fields.checkString(prefix: prefix, without: "hash", "signature")
        guard key.isValid(signature, for: message) else { throw .signatureMismatch }
        return try InitData(verified: fields, now: now, maximumAge: maximumAge)
    }

    /// Verifies `raw`, the form-encoded text as it was received; see above.
    package func verify(_ raw: [UInt8], now: Int64, maximumAge: Int64) throws(InitDataFailure) -> InitData {
        try raw.withUnsafeBufferPointer { raw throws(InitDataFailure) in
            try verify(raw, now: now, maximumAge: maximumAge)
        }
    }
}
