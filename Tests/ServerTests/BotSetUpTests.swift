import Crypto
import Foundation
import Impl
import Server
import Storage
import Telegram
import TelegramStandIn
import TestSupport
import Testing

/// `bot set-up` and `webhook` against Telegram's stand-in.
@Suite struct BotSetUpTests {
    private static let token: String = "42:TEST"

    /// Lends a stand-in and a configuration on an empty database that has its migrations.
    private func withBot(
        _ body: (TelegramStandIn, inout Configuration) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let standIn = try TelegramStandIn()
        standIn.addBot(token: BotSetUpTests.token)
        try standIn.start()
        var configuration = Configuration()
        configuration.database = .sqlite(path: folder.path + "/test.sqlite")
        configuration.access.botToken = Secret(BotSetUpTests.token)
        configuration.access.webhookSecret = Secret("first-Secret")
        configuration.botAPI.baseURL = standIn.baseURL
        configuration.publicURL = "https://app.example"
        _ = try MigrateCommand.apply(configuration.database)
        let result: Result<Void, any Error>
        do { result = .success(try await body(standIn, &configuration)) } catch { result = .failure(error) }
        await standIn.stop()
        withExtendedLifetime(folder) {}
        try result.get()
    }

    /// The calls that change something, in order.
    private func changes(_ standIn: TelegramStandIn) -> [String] {
        standIn.withBot(BotSetUpTests.token) { bot, _ in
            bot.calls.all.map(\.method).filter { !$0.hasPrefix("get") }
        }
    }

    @Test func aSecondRunChangesNothing() async throws {
        try await withBot { standIn, configuration in
            let first = try await BotCommand.setUp(configuration)
            #expect(first.contains("set: webhook") && first.contains("set: menu-button"))
            #expect(first.contains("set: commands all_private_chats all ru"))
            #expect(first.contains("webhook: https://app.example/webhook/telegram"))
            #expect(first.contains("pending updates: 0") && first.contains("last error: none"))
            #expect(
                first.contains("kinds of update: callback_query, message, my_chat_member, pre_checkout_query")
            )
            let calls = changes(standIn)
            #expect(
                Set(calls) == ["setMyCommands", "setChatMenuButton", "setMyShortDescription", "setWebhook"]
            )
            standIn.withBot(BotSetUpTests.token) { bot, _ in
                let russian = BotSettings.CommandScope(type: "all_private_chats", language: "ru")
                #expect(bot.settings.commands[russian]?.elements?.count == 5)
                #expect(bot.settings.menuButtons[nil]?["web_app"]?["url"] == "https://app.example/app/")
                #expect(Set(bot.settings.shortDescriptions.keys) == ["", "ru"])
                #expect(bot.webhook.secret == "first-Secret")
            }
            let second = try await BotCommand.setUp(configuration)
            #expect(second.first == "nothing to change")
            #expect(changes(standIn) == calls)
        }
    }

    @Test func onlyWhatDiffersIsSetAgain() async throws {
        try await withBot { standIn, configuration in
            _ = try await BotCommand.setUp(configuration)
            var count = changes(standIn).count
            configuration.access.webhookSecret = Secret("second-Secret")
            #expect(try await BotCommand.setUp(configuration).first == "set: webhook")
            #expect(changes(standIn).dropFirst(count) == ["setWebhook"])
            standIn.withBot(BotSetUpTests.token) { bot, _ in #expect(bot.webhook.secret == "second-Secret") }
            count += 1
            // Somebody else removed it.
            standIn.withBot(BotSetUpTests.token) { bot, _ in bot.webhook.url = "" }
            #expect(try await BotCommand.setUp(configuration).first == "set: webhook")
            #expect(changes(standIn).dropFirst(count) == ["setWebhook"])
            count += 1
            // What is not wanted any more is taken back.
            configuration.publicURL = nil
            configuration.updates = .polling
            let lines = try await BotCommand.setUp(configuration)
            #expect(lines.first == "removed: menu-button")
            #expect(lines.contains { $0.contains("webhook delete") })
            #expect(changes(standIn).dropFirst(count) == ["setChatMenuButton"])
        }
    }

    @Test func theDatabaseHoldsNoSecret() async throws {
        try await withBot { _, configuration in
            _ = try await BotCommand.setUp(configuration)
            guard case .sqlite(let path) = configuration.database else { return }
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            #expect(bytes.firstRange(of: Array("webhook".utf8)) != nil)
            #expect(bytes.firstRange(of: Array("first-Secret".utf8)) == nil)
        }
    }

    @Test func theWebhookIsSetToldAndRemoved() async throws {
        try await withBot { standIn, configuration in
            #expect(try await WebhookCommand.info(configuration).first == "webhook: none")
            #expect(try await WebhookCommand.set(configuration).first == "set: webhook")
            #expect(try await WebhookCommand.set(configuration).first == "nothing to change")
            standIn.withBot(BotSetUpTests.token) { bot, _ in
                bot.webhook.lastErrorDate = 1_700_000_000
                bot.webhook.lastErrorMessage = "Wrong response\u{1B}[2J"
            }
            let info = try await WebhookCommand.info(configuration)
            #expect(info.last == "last error at 2023-11-14T22:13:20.000000Z: Wrong response?[2J")
            #expect(try await WebhookCommand.delete(configuration).first == "removed: webhook")
            #expect(try await WebhookCommand.delete(configuration).first == "nothing to change")
            #expect(changes(standIn) == ["setWebhook", "deleteWebhook"])
            #expect(try await WebhookCommand.set(configuration).first == "set: webhook")
        }
    }

    @Test func whatIsMissingIsSaidBeforeAnythingChanges() async throws {
        try await withBot { standIn, configuration in
            configuration.publicURL = nil
            configuration.updates = .webhook
            await #expect(
                throws: CommandFailure.refused(["set PUBLIC_URL, the origin under which Telegram reaches this server"])
            ) {
                _ = try await BotCommand.setUp(configuration)
            }
            configuration.updates = .polling
            await #expect(throws: CommandFailure.refused(["updates come by polling: set TELEGRAM_UPDATES=webhook"])) {
                _ = try await WebhookCommand.set(configuration)
            }
            configuration.access.botToken = Secret("43:OTHER")
            await #expect(throws: CommandFailure.refused(["Telegram does not know this TELEGRAM_BOT_TOKEN"])) {
                _ = try await WebhookCommand.info(configuration)
            }
            #expect(changes(standIn).isEmpty)
        }
    }
}
