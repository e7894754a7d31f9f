import Crypto
import Telegram

/// The moment the tests' data was signed, in seconds since 1970.
let signedAt: Int64 = 1_700_000_000

/// In parts, so that no token-shaped text stands in the repository.
let testToken = Secret("42" + ":" + "TEST")

/// Signs `fields` and verifies the result at the moment of signing.
func verifySigned(
    _ fields: [(name: String, value: String)],
    now: Int64 = signedAt,
    maximumAge: Int64 = 86_400
) throws(InitDataFailure) -> InitData {
    let text = InitData.sign(fields: fields, botToken: testToken)
    return try InitDataVerifier(botToken: testToken).verify(Array(text.utf8), now: now, maximumAge: maximumAge)
}

/// The reason `text` is refused for; nil where it is accepted.
func failure(of text: String, now: Int64 = signedAt) -> InitDataFailure? {
    failure(of: Array(text.utf8), now: now)
}

/// The reason `bytes` are refused for; nil where they are accepted.
func failure(of bytes: [UInt8], now: Int64 = signedAt) -> InitDataFailure? {
    do throws(InitDataFailure) {
        _ = try InitDataVerifier(botToken: testToken).verify(bytes, now: now, maximumAge: 86_400)
        return nil
    } catch {
        return error
    }
}

/// The reason signed fields with this `user` are refused for; nil where they are accepted.
func failure(ofUser user: String) -> InitDataFailure? {
    failure(of: InitData.sign(fields: [("auth_date", "\(signedAt)"), ("user", user)], botToken: testToken))
}
