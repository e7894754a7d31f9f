import ContractRuntime
import Impl
import Logging
import Platform
import Telegram

/// `sign-init-data`: launch data as Telegram would sign it for a Mini App.
enum SignInitDataCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        guard let id = Int64(arguments.operands.first ?? "279058397"), id > 0 else {
            throw .notUnderstood("a Telegram id is a number")
        }
        guard let token = try arguments.configuration().access.botToken else {
            throw .refused("set TELEGRAM_BOT_TOKEN to the token that the server runs with")
        }
        var user = JSONWriter()
        user.raw(#"{"id":"#)
        user.write(id)
        user.raw(#","first_name":"#)
        user.write(arguments.operands.dropFirst().first ?? "Ana")
        user.raw(#","language_code":"en"}"#)
        Terminal.print(
            InitData.sign(
                fields: [
                    (name: "auth_date", value: "\(SystemClock.microseconds() / 1_000_000)"),
                    (name: "query_id", value: "AAHdF6IQAAAAAN0XohDhrOrc"),
                    (name: "user", value: String(decoding: user.bytes, as: UTF8.self)),
                ],
                botToken: token
            )
        )
    }
}
