import ContractGenerator
import TelegramStandIn
import TestBackend
import TestSupport
import TestTraits
import Testing

/// Every case of the generated table, over a socket, against the server in memory and the real program.
@Suite(.blocking) struct TableTests {
    @Test(
        "every case of the table is answered as the contract says",
        arguments: declaredStatuses.map(\.operation),
        TestBackend.allCases
    )
    func table(operation: String, backend: TestBackend) async throws {
        let cases = contractCases.filter { $0.operation == operation }
        try #require(!cases.isEmpty)
        // Its answer is Telegram's.
        let telegram = operation == "previewBroadcast" ? try Self.telegram() : nil
        let server = try backend.start(
            ServerSettings.standard(with: telegram.map { ["TELEGRAM_API_BASE_URL": $0.baseURL] } ?? [:])
        )
        let runner = try CaseRunner(server)
        for test in cases { try runner.run(test) }
        #expect(try server.terminate() == 0)
        await telegram?.stop()
    }

    /// Telegram, with an administrator who has written to the bot.
    private static func telegram() throws -> TelegramStandIn {
        let telegram = try TelegramStandIn()
        telegram.addBot(token: Identities.botTokenText, username: ServerSettings.botUsername)
        telegram.withBot(Identities.botTokenText) { bot, now in
            _ = bot.write("/start", from: Identities.admin, now: now)
        }
        try telegram.start()
        return telegram
    }
}
