/// What a session token says, in exactly one spelling (RFC 7519 § 4.1: `iss`, `sub`, `iat`, `exp`).
struct SessionClaims: Equatable {
    private static let issuer: String = "telegram-backend"

    var telegramID: Int64
    /// Seconds since 1970-01-01T00:00:00Z.
    var issuedAt: Int64
    var expiresAt: Int64

    init(telegramID: Int64, issuedAt: Int64, expiresAt: Int64) {
        self.telegramID = telegramID
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    var json: [UInt8] {
        let text: String =
            #"{"iss":"\#(SessionClaims.issuer)","sub":"\#(telegramID)","iat":\#(issuedAt),"exp":\#(expiresAt)}"#
        return Array(text.utf8)
    }

    /// Takes the three numbers out and compares what they make with what was there: other claims, another issuer or
    /// another spelling are refused without a JSON parser.
    init?(json: [UInt8]) {
        let isDigit: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
        let numbers: [Int64] = json.split(whereSeparator: { !isDigit($0) }).compactMap {
            Int64(String(decoding: $0, as: UTF8.self))
        }
        guard numbers.count == 3 else { return nil }
        self.init(telegramID: numbers[0], issuedAt: numbers[1], expiresAt: numbers[2])
        guard telegramID > 0, issuedAt < expiresAt, self.json == json else { return nil }
    }
}
