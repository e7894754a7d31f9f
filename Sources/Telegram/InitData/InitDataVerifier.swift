import Crypto

/// Verifies launch data with the bot's token (HMAC), as Telegram's "Validating data received via the Mini App" says.
///
/// Only the secret derived from the token is kept. The checks and their order are those of `InitDataFailure`.
package struct InitDataVerifier: Sendable {
    private let hmac: HMACSHA256
    private let previousHMAC: HMACSHA256?

    /// - Parameter previous: the bot's token before, whose launch data is taken, too.
    package init(botToken: Secret, previous: Secret? = nil) {
        hmac = InitDataVerifier.derivedKey(botToken)
        previousHMAC = previous.map(InitDataVerifier.derivedKey)
    }

    /// Verifies `raw`, the form-encoded text as it was received.
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
        guard let hash = fields.value("hash") else { throw .hashMissing }
        guard let expected = hash.withUnsafeBufferPointer({ Digest(lowercaseHex: $0) }) else { throw .hashMalformed }
        let checkString = fields.checkString(without: "hash")
        if hmac.authenticate(checkString) != expected {
            guard let previousHMAC, previousHMAC.authenticate(checkString) == expected else { throw .hashMismatch }
        }
        return try InitData(verified: fields, now: now, maximumAge: maximumAge)
    }

    /// Verifies `raw`, the form-encoded text as it was received; see above.
    package func verify(_ raw: [UInt8], now: Int64, maximumAge: Int64) throws(InitDataFailure) -> InitData {
        try raw.withUnsafeBufferPointer { raw throws(InitDataFailure) in
            try verify(raw, now: now, maximumAge: maximumAge)
        }
    }

    /// HMAC_SHA256(key "WebAppData", message the token) is the key of the check string's HMAC.
    static func derivedKey(_ botToken: Secret) -> HMACSHA256 {
        HMACSHA256(key: botToken.withBytes { HMACSHA256(key: Array("WebAppData".utf8)).authenticate($0).bytes })
    }
}

extension InitData {
    /// Reads fields whose signature was right: date first, then the user.
    init(verified fields: InitDataFields, now: Int64, maximumAge: Int64) throws(InitDataFailure) {
        guard let date = fields.value("auth_date") else { throw .authDateMissing }
        guard (1...12).contains(date.count), date.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw .authDateMalformed
        }
        let authDate = date.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        let age = now.subtractingReportingOverflow(authDate).partialValue
        guard age <= maximumAge else { throw .expired }
        guard age >= -InitData.maximumSkew else { throw .fromTheFuture }
        guard let text = fields.value("user") else { throw .userMissing }
        let user = try InitDataUser(json: text)
        guard !fields.hasNUL else { throw .nulCharacter }
        self.init(
            user: user,
            authDate: authDate,
            queryID: fields.string("query_id"),
            startParam: fields.string("start_param"),
            chatInstance: fields.string("chat_instance"),
            chatType: fields.string("chat_type")
        )
    }
}
