import Crypto
import Impl
import Storage
import Telegram
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

@testable import Server

/// `alert` against Telegram's stand-in, and starts that fail.
@Suite(.blocking) struct AlertCommandTests {
    private static let token: String = "42:TEST"

    private func withTelegram(_ body: (TelegramStandIn, inout Configuration) async throws -> Void) async throws {
        var options = StandInOptions()
        options.everyoneExists = true
        let standIn = try TelegramStandIn(options: options)
        standIn.addBot(token: Self.token)
        try standIn.start()
        var configuration = Configuration()
        configuration.access.botToken = Secret(Self.token)
        configuration.access.admins = [7, 8]
        configuration.botAPI.baseURL = standIn.baseURL
        let result: Result<Void, any Error>
        do { result = .success(try await body(standIn, &configuration)) } catch { result = .failure(error) }
        await standIn.stop()
        try result.get()
    }

    private func told(_ standIn: TelegramStandIn) -> [Int64] {
        standIn.withBot(Self.token) { bot, _ in bot.calls.all.filter { $0.text == "<b>a</b>" }.compactMap(\.chat) }
    }

    @Test func superadministratorsAreToldAndAdministratorsWhereThereIsNone() async throws {
        try await withTelegram { standIn, configuration in
            var count = try await AlertCommand.send("<b>a</b>", configuration)
            #expect(count == 2)
            #expect(told(standIn).sorted() == [7, 8], "as it stands, without markup")
            configuration.access.superadmins = [9]
            count = try await AlertCommand.send("<b>a</b>", configuration)
            #expect(count == 1 && told(standIn).sorted() == [7, 8, 9])
            configuration.access.admins = []
            configuration.access.superadmins = []
            do {
                _ = try await AlertCommand.send("<b>a</b>", configuration)
                Issue.record("nobody is told, and that is no failure")
            } catch {}
        }
    }

    @Test func onPostgreSQLItWaitsInTheOutbox() async throws {
        let url = try PostgreSQLCluster.shared().newDatabase()
        try await withTelegram { standIn, configuration in
            configuration.database = try DatabaseURL(parsing: url)
            #expect(configuration.updateSource == .polling)
            _ = try MigrateCommand.apply(configuration.database)
            let add = "INSERT INTO administrators VALUES (5, '', 'superadmin', true, 1), (6, '', 'admin', true, 1)"
            _ = try PostgreSQLCluster.shared().query(add, in: url)
            let count = try await AlertCommand.send("<b>a</b>", configuration)
            #expect(count == 1 && told(standIn).isEmpty)
            let waiting = try PostgreSQLCluster.shared().query("SELECT lane, chat_id FROM outbox", in: url)
            #expect(waiting == "1|5")
        }
        try PostgreSQLCluster.shared().dropDatabase(url)
    }

    @Test func ofStartsThatFailOneAMinuteIsTold() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/note"
        func admit(_ now: Int64) -> Int? { FailedStartNote(path: path, now: now).admit() }
        #expect(admit(1_000) == 0)
        #expect(admit(1_001) == nil && admit(1_059) == nil)
        #expect(admit(1_060) == 2)
        #expect(admit(1_200) == 0)
    }
}
