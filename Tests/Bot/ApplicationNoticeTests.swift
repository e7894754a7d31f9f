import PostgreSQL
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// Administrators hear of each new application once.
@Suite(.blocking) struct ApplicationNoticeTests {
    private static let admin: Int64 = Identities.admin
    private static let other: Int64 = 1_002

    private func bench(_ system: TestDatabase.System) async throws -> BotBench {
        let bench = try BotBench(system, .polling, settings: ["TELEGRAM_ADMINS": "\(Self.admin),\(Self.other)"])
        bench.telegram.withBot(Identities.botTokenText) { bot, _ in
            _ = bot.meet(Person(Self.admin, "Bob", languageCode: "en"), hasStarted: true)
            _ = bot.meet(Person(Self.other, "Ольга", languageCode: "ru"), hasStarted: true)
        }
        // The bot knows an administrator's language from then on.
        bench.write("/start", from: Self.other)
        #expect(await bench.texts(to: Self.other).count == 1)
        return bench
    }

    /// - Returns: true where the test was the user's first.
    private func save(_ server: ServerProcess, _ user: Int64, _ members: String = "") throws -> Bool {
        let field = (name: "X-Bot-Secret", value: Identities.botSecret)
        let body = "{\"telegram_id\":\(user)\(members)}"
        let message = HTTPMessage("POST", "/api/v1/telegram/save-test/", [field], json: body)
        let reply = try HTTPConnection(port: server.port).exchange(message)
        #expect(reply.status == 200, "\(reply.text)")
        return reply.text.contains("\"created\":true")
    }

    /// The ids of the users that an administrator was told of, in order, once they are so many.
    private func told(_ bench: BotBench, count: Int) async -> [Int64] {
        @Sendable func notices(_ bot: Bot) -> [Int64] {
            bot.calls.all.filter { $0.chat == Self.admin && $0.method == "sendMessage" && $0.errorCode == nil }
                .compactMap { call in
                    guard let text = call.text, text.hasPrefix("📝 New application #") else { return nil }
                    return text.split(separator: "<code>").last.flatMap { Int64($0.prefix { $0.isNumber }) }
                }
        }
        let found = await bench.telegram.wait(Identities.botTokenText, atMost: .seconds(60)) { bot, _ -> [Int64]? in
            let ids = notices(bot)
            return ids.count >= count ? ids : nil
        }
        return found ?? bench.telegram.withBot(Identities.botTokenText) { bot, _ in notices(bot) }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func theFirstTestOfAUserIsToldOnceToEachAdministrator(system: TestDatabase.System) async throws {
        let bench = try await bench(system)
        let answers = #","first_name":"<i>Ána</i> & Co","username":"ana","answers":{"goal":"fat_loss","age":21}"#
        #expect(try save(bench.servers[0], 20, answers))
        let english = await bench.texts(to: Self.admin)
        #expect(english.count == 1)
        #expect(
            english.first == """
                📝 New application #1
                <a href="tg://user?id=20">&lt;i&gt;Ána&lt;/i&gt; &amp; Co</a> (<code>20</code>)
                @ana
                Goal: fat loss
                Age: 21
                """
        )
        #expect(await bench.texts(to: Self.other, count: 2).last?.hasPrefix("📝 Новая анкета №1\n") == true)
        #expect(try !save(bench.servers[0], 20, answers))
        try bench.restart(0)
        #expect(try !save(bench.servers[0], 20, answers))
        #expect(try save(bench.servers[0], 21))
        // What comes last tells that nothing came between.
        #expect(await told(bench, count: 2) == [20, 21])
        #expect(try save(bench.servers[0], 22))
        #expect(await told(bench, count: 3) == [20, 21, 22])
        #expect(!bench.servers[0].logText.contains("Ána"), "the log names nobody")
        try await bench.end()
    }

    @Test func processesThatShareADatabaseTellOnceAndGoOnWhereOneDies() async throws {
        let bench = try await bench(.postgreSQL)
        for _ in 0..<2 { try bench.addServer() }
        for user in Int64(20)..<24 {
            for server in bench.servers { _ = try save(server, user) }
        }
        #expect(await told(bench, count: 4).sorted() == [20, 21, 22, 23])
        for index in 0..<2 {
            // Nothing is on its way.
            let database = bench.servers[0].database
            try Deadline.wait(seconds: 20, for: "an empty outbox") {
                try database.query("SELECT count(*) FROM outbox") == "0" ? () : nil
            }
            try bench.restart(index)
            for server in bench.servers { _ = try save(server, 30 + Int64(index)) }
            #expect(await told(bench, count: 5 + index).last == 30 + Int64(index))
        }
        #expect(await told(bench, count: 6).count == 6)
        try await bench.end()
    }

    /// Its id is the smaller one, and others are committed, seen and told of before.
    @Test func whatIsCommittedLateIsToldAsWell() async throws {
        let bench = try await bench(.postgreSQL)
        let database = bench.servers[0].database
        let late = try Session(try #require(ConnectionString(database.url)), applicationName: "late")
        try late.run("BEGIN")
        try late.run(
            """
            INSERT INTO users (telegram_id, language_code, is_premium, photo_url, ai_test_completed, created_at,
                updated_at, application_id, application_created_at, saved_count, status, details)
            VALUES (20, '', false, '', true, 1, 1, nextval('application_ids'), 1, 1, 'new', '{}')
            """
        )
        #expect(try save(bench.servers[0], 21))
        // Looked at twice, with the later one there to see.
        var looks: Set<String> = []
        try Deadline.wait(seconds: 60, for: "two looks") {
            let look = try database.query(
                """
                SELECT query_start FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE '%DISTINCT virtualtransaction%'
                    AND pid <> pg_backend_pid()
                """
            )
            looks.formUnion(look.split(separator: "\n").map(String.init))
            return looks.count >= 3 ? () : nil
        }
        #expect(await told(bench, count: 0) == [])
        try late.run("COMMIT")
        #expect(await told(bench, count: 2) == [20, 21])
        try await bench.end()
    }
}
