import Impl
import Storage
import Telegram

/// The Bot API for as long as a command needs it.
enum BotConnection {
    /// Runs `body` with the Bot API.
    static func withBotAPI<Value: Sendable>(
        _ configuration: Configuration,
        _ body: (BotAPI) async throws -> Value
    ) async throws(CommandFailure) -> Value {
        guard let token = configuration.access.botToken else { throw .refused("set TELEGRAM_BOT_TOKEN") }
        do {
            let botAPI = try BotAPI(token: token, baseURL: configuration.botAPI.baseURL)
            try botAPI.start()
            let result: Result<Value, any Error>
            do { result = .success(try await body(botAPI)) } catch { result = .failure(error) }
            await botAPI.close()
            return try result.get()
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Runs `body` with what sets the bot up. The database must have its migrations.
    static func withSetUp<Value: Sendable>(
        _ configuration: Configuration,
        _ body: @escaping @Sendable (BotSetUp) async throws -> Value
    ) async throws(CommandFailure) -> Value {
        try await withBotAPI(configuration) { botAPI in
            try await StoreConnection.withStore(configuration.database, configuration.databaseOptions) { store in
                guard let setUp = BotSetUp(store: store, botAPI: botAPI, access: configuration.access) else {
                    throw CommandFailure.refused("TELEGRAM_BOT_TOKEN does not begin with the bot's id")
                }
                return try await body(setUp)
            }
        }
    }
}

extension BotAPIError {
    /// The error for somebody at a terminal, with what to do.
    var words: String {
        switch self {
        case .configuration(let reason): reason
        case .unreachable(let reason): "the Bot API is out of reach: \(reason)"
        case .unanswered(let reason): "the Bot API broke off: \(reason)"
        case .timedOut: "the Bot API does not answer"
        case .tooManyRequests(let seconds): "Telegram asks to wait: try again in \(seconds) s"
        case .migrated(let chat): "the group has become the supergroup \(chat)"
        case .refused(401, _), .refused(404, _): "Telegram does not know this TELEGRAM_BOT_TOKEN"
        case .forbidden(let description), .refused(_, let description): "Telegram refuses: \(description)"
        case .unexpectedAnswer(let status): "what answers at TELEGRAM_API_BASE_URL is not the Bot API: status \(status)"
        case .overloaded, .cancelled: "the call was broken off"
        }
    }
}
