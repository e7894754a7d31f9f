import TelegramStandIn
import TestSupport
import Testing

/// Servers of one bot on one database, and Telegram's stand-in before them.
final class BotBench {
    /// How Telegram's updates come in.
    enum Source: CaseIterable {
        case webhook, polling
    }

    let telegram: TelegramStandIn
    let system: TestDatabase.System
    private let settings: [String: String]
    /// Where the webhook is, once there is a server.
    private let webhookPort: UInt16?
    private(set) var servers: [ServerProcess] = []

    /// Starts one server.
    init(
        _ system: TestDatabase.System,
        _ source: Source,
        options: StandInOptions = StandInOptions(),
        settings changes: [String: String] = [:]
    ) throws {
        let telegram = try TelegramStandIn(options: options)
        telegram.addBot(token: Identities.botTokenText, username: ServerSettings.botUsername)
        try telegram.start()
        var settings = ServerSettings.standard(with: ["TELEGRAM_API_BASE_URL": telegram.baseURL, "LOG_LEVEL": "info"])
        settings.merge(changes) { $1 }
        if source == .polling { settings["TELEGRAM_UPDATES"] = "polling" }
        self.telegram = telegram
        self.system = system
        self.settings = settings
        let server = try ServerProcess(settings, on: system)
        servers = [server]
        webhookPort = source == .webhook ? server.port : nil
        guard source == .webhook else { return }
        telegram.withBot(Identities.botTokenText) { bot, now in
            bot.webhook.url = "http://127.0.0.1:\(server.port)/webhook/telegram"
            bot.webhook.secret = Identities.webhookSecret
        }
    }

    /// Starts one more server on the same database.
    func addServer() throws { servers.append(try ServerProcess(settings, sharing: servers[0])) }

    /// Ends a server without a warning and starts another in its place.
    func restart(_ index: Int) throws {
        let port = servers[index].port
        servers[index].kill()
        servers[index] = try ServerProcess(settings, sharing: servers[index], port: port)
    }

    /// Ends all servers as a service manager does.
    func end() async throws {
        for server in servers { #expect(try server.terminate() == 0) }
        await telegram.stop()
    }

    /// A person writes.
    func write(_ text: String, from person: Int64, in group: Int64? = nil) {
        telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.write(text, from: person, in: group, now: now)
        }
    }

    /// The texts that a chat was sent, once there are so many; fewer where they do not come.
    func texts(to chat: Int64, count: Int = 1, atMost time: Duration = .seconds(30)) async -> [String] {
        let found = await telegram.wait(Identities.botTokenText, atMost: time) { bot, _ -> [String]? in
            let texts = BotBench.texts(in: bot, to: chat)
            return texts.count >= count ? texts : nil
        }
        return found ?? telegram.withBot(Identities.botTokenText) { bot, _ in BotBench.texts(in: bot, to: chat) }
    }

    private static func texts(in bot: Bot, to chat: Int64) -> [String] {
        bot.calls.all.filter { $0.chat == chat && $0.method == "sendMessage" && $0.errorCode == nil }.compactMap(\.text)
    }
}
