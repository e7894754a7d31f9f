/// The claims of a session token, in exactly one spelling: `iss`, `sub`, `iat`, `exp` (RFC 7519 § 4.1) and `auth_time`
/// (OpenID Connect Core § 2).
package struct SessionClaims: Sendable, Equatable {
    package var telegramID: Int64
    /// Seconds since 1970-01-01T00:00:00Z.
    package var issuedAt: Int64
    package var expiresAt: Int64
    /// When Telegram signed the launch data that the session was made from, as seconds since 1970-01-01T00:00:00Z; nil
    /// where there was none.
    package var authenticatedAt: Int64?

    /// One allocation: a token is made for each login, and read with each request of its session.
    var json: [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(160)
        func add(_ name: String, _ number: Int64) {
            json.append(contentsOf: name.utf8)
            json.append(contentsOf: String(number).utf8)
        }
        add(#"{"iss":"telegram-backend","sub":""#, telegramID)
        add(#"","iat":"#, issuedAt)
        add(#","exp":"#, expiresAt)
        if let authenticatedAt { add(#","auth_time":"#, authenticatedAt) }
        json.append(UInt8(ascii: "}"))
        return json
    }
}

extension SessionClaims {
    /// Takes the numbers out and compares what they make with what was there: other claims, another issuer or another
    /// spelling are refused without a JSON parser.
    init?(json: [UInt8]) {
        let isDigit: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
        let numbers = json.split(whereSeparator: { !isDigit($0) }).compactMap {
            Int64(String(decoding: $0, as: UTF8.self))
        }
        guard numbers.count == 3 || numbers.count == 4 else { return nil }
        self.init(
            telegramID: numbers[0],
            issuedAt: numbers[1],
            expiresAt: numbers[2],
            authenticatedAt: numbers.count == 4 ? numbers[3] : nil
        )
        guard telegramID > 0, issuedAt < expiresAt, self.json == json else { return nil }
    }
}
