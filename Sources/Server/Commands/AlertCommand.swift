import Domain
import Impl
import Platform
import Storage
import Telegram

/// `alert`: tells the superadministrators something, as a script that found it does.
package enum AlertCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let count = try await send(arguments.operands[0], try arguments.configuration())
        Terminal.print("told \(count) \(count == 1 ? "person" : "people")")
    }

    /// Through the outbox of PostgreSQL, which a server works on; at once where there is none. SQLite's file belongs to
    /// the server.
    ///
    /// - Returns: how many people are told.
    package static func send(_ text: String, _ configuration: Configuration) async throws(CommandFailure) -> Int {
        guard !text.isEmpty else { throw .refused("the text is empty") }
        let count: Int
        if case .postgreSQL = configuration.database, configuration.updateSource != .off {
            count = try await BotConnection.withBotAPI(configuration) { botAPI in
                try await StoreConnection.withStore(configuration.database, configuration.databaseOptions) { store in
                    let sender = AlertSender(outbox: store.outbox, botAPI: botAPI) { configuration.access.alerted }
                    return try await sender.send(text)
                }
            }
        } else {
            count = try await BotConnection.withBotAPI(configuration) { botAPI in
                try await AlertSender(outbox: nil, botAPI: botAPI) { configuration.access.alerted }.send(text)
            }
        }
        guard count > 0 else { throw .refused("there is nobody to tell: set TELEGRAM_SUPERADMINS or TELEGRAM_ADMINS") }
        return count
    }

    /// Tells that the server did not start, or ended; whatever hinders that is no reason not to end.
    static func tellOfFailedStart(_ configuration: Configuration) async {
        guard let token = configuration.access.botToken, !configuration.access.alerted.isEmpty,
            let held = FailedStartNote().admit(),
            let botAPI = try? BotAPI(token: token, baseURL: configuration.botAPI.baseURL, timeout: .seconds(3)),
            (try? botAPI.start()) != nil
        else { return }
        let sender = AlertSender(outbox: nil, botAPI: botAPI) { configuration.access.alerted }
        _ = try? await sender.tell(.failedStart, held: held)
        await botAPI.close()
    }
}
