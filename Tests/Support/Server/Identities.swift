import Crypto
import Glibc
import Telegram

/// People and secrets that the tests' server knows, and credentials made of them.
package enum Identities {
    /// Telegram ids of an administrator and of somebody else.
    package static let admin: Int64 = 1_001
    package static let visitor: Int64 = 2_002
    /// The form of a bot token, not one.
    package static let botTokenText: String = "42:" + String(repeating: "t", count: 35)
    /// The secret that the bot process sends.
    package static let botSecret: String = "bot-secret-for-tests-0123456789-abcdef"
    /// The secret that Telegram sends.
    package static let webhookSecret: String = "webhook-secret-for-tests"

    /// Seconds since 1970-01-01T00:00:00Z.
    package static var now: Int64 { Int64(time(nil)) }

    /// Launch data of a user, signed now; `age` makes it older, `token` signs it as another bot.
    package static func initData(
        _ user: Int64,
        firstName: String = "Ana",
        age: Int64 = 0,
        token: String = botTokenText
    ) -> String {
        initData(
            user: "{\"id\":\(user),\"first_name\":\"\(firstName)\",\"language_code\":\"pt\"}",
            age: age,
            token: token
        )
    }

    /// The same with any text as the user.
    package static func initData(user: String, age: Int64 = 0, token: String = botTokenText) -> String {
        InitData.sign(
            fields: [
                (name: "auth_date", value: String(now - age)),
                (name: "query_id", value: "AAHdF6IQAAAAAN0XohDhrOrc"),
                (name: "user", value: user),
            ],
            botToken: Secret(token)
        )
    }
}
