import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// What operators do beside a running server, and without one.
@Suite(.blocking) struct OperatorCommandTests {
    /// A server whose Bot API is nowhere: a checkout fails until it is dead.
    private let settings: [String: String] = ServerSettings.standard(with: ["LOG_LEVEL": "info", "LOOPS": "1"])

    private func run(_ words: [String], on server: ServerProcess, status: Int32 = 0) throws -> String {
        let environment = settings.merging(["DATABASE_URL": server.database.url]) { $1 }
        let command = try Command([BuildProducts.path(of: "telegram-backend")] + words, environment: environment)
        let outcome = try command.outcome()
        #expect(outcome.status == status, "\(words): \(outcome.output)\(outcome.errors)")
        return status == 0 ? outcome.output : outcome.errors
    }

    private func deliver(_ update: String, to server: ServerProcess) throws {
        let hook = (name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret)
        let message = HTTPMessage("POST", "/webhook/telegram", [hook], json: update)
        #expect(try HTTPConnection(port: server.port).exchange(message).status == 200)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func deadUpdatesAreListedShownTriedAgainAndDropped(system: TestDatabase.System) throws {
        let server = try ServerProcess(settings, on: system)
        #expect(try run(["updates", "list"], on: server) == "none\n")
        let from = #"{"id":7,"is_bot":false,"first_name":"Ada"}"#
        let query = #"{"id":"1","from":\#(from),"currency":"XTR","total_amount":1,"invoice_payload":"p"}"#
        let update = #"{"update_id":5,"pre_checkout_query":\#(query)}"#
        try deliver(update, to: server)
        try Deadline.wait(seconds: 60, for: "it to be dead") {
            server.logLines(with: "an update is dead").isEmpty ? nil : ()
        }
        let line = try Deadline.wait(seconds: 20, for: "it to be noted") {
            let line = try run(["updates", "list"], on: server)
            return line == "none\n" ? nil : line
        }
        #expect(line.hasPrefix("1  dead  attempts 5  20") && line.contains("  pre_checkout_query  update/5  "))
        #expect(try run(["updates", "list", "--kind", "message"], on: server) == "none\n")
        #expect(try run(["updates", "show", "1"], on: server) == update + "\n")
        #expect(try run(["updates", "show", "2"], on: server, status: 1).contains("there is no update 2"))
        let failures = server.logLines(with: "an update failed").count
        #expect(try run(["updates", "retry", "1", "9"], on: server) == "1 is tried again\n9 is not there\n")
        try Deadline.wait(seconds: 20, for: "it to be tried again") {
            server.logLines(with: "an update failed").count > failures ? () : nil
        }
        #expect(try run(["updates", "drop", "1"], on: server) == "1 is dropped\n")
        #expect(try run(["updates", "list", "--state", "all"], on: server) == "none\n")
        #expect(try server.terminate() == 0)
        // Without a server as well.
        #expect(try run(["updates", "drop", "--all"], on: server) == "none\n")
    }

    @Test(arguments: TestDatabase.System.allCases)
    func administratorsAreListedAddedAndRemoved(system: TestDatabase.System) throws {
        let server = try ServerProcess(settings, on: system)
        func isAdmin(_ id: Int64) throws -> Bool {
            let launch = (name: "X-Telegram-Init-Data", value: Identities.initData(id))
            let message = HTTPMessage("GET", "/api/v1/telegram/applications/", [launch])
            return try HTTPConnection(port: server.port).exchange(message).status == 200
        }
        func expect(_ wanted: Bool) throws {
            try Deadline.wait(seconds: 20, for: "the change") { try isAdmin(77) == wanted ? () : nil }
        }
        let own = "\(Identities.admin)  superadmin  since 20"
        #expect(try run(["admins", "list"], on: server).hasPrefix(own))
        #expect(try run(["admins", "add", "77", "--name", "Ann\u{1B}"], on: server).hasPrefix("77  admin  since 20"))
        try expect(true)
        #expect(try run(["admins", "list"], on: server).contains("  Ann?\n"))
        #expect(try run(["admins", "remove", "77"], on: server).hasPrefix("77 is removed"))
        try expect(false)
        #expect(try run(["admins", "remove", "77"], on: server, status: 1).contains("77 is no administrator"))
        let last = try run(["admins", "remove", "\(Identities.admin)"], on: server, status: 1)
        #expect(last.contains("is the last one"))
        #expect(try server.terminate() == 0)
        #expect(try run(["admins", "list"], on: server).contains("77  removed"))
    }

    @Test(arguments: TestDatabase.System.allCases)
    func theBotIsSetUpBesideTheServer(system: TestDatabase.System) async throws {
        let bench = try BotBench(system, .polling)
        let server = bench.servers[0]
        let environment = settings.merging([
            "DATABASE_URL": server.database.url, "TELEGRAM_API_BASE_URL": bench.telegram.baseURL,
            "TELEGRAM_UPDATES": "polling",
        ]) { $1 }
        for line in ["set: commands", "nothing to change"] {
            let command = try Command(
                [BuildProducts.path(of: "telegram-backend"), "bot", "set-up"],
                environment: environment
            )
            let outcome = try command.outcome()
            #expect(outcome.status == 0 && outcome.output.hasPrefix(line), "\(outcome.output)\(outcome.errors)")
        }
        bench.write("/id", from: 7)
        #expect(await bench.texts(to: 7).count == 1)
        try await bench.end()
    }

    @Test(arguments: [
        ["updates"], ["updates", "lsit"], ["updates", "show"], ["updates", "retry"], ["updates", "drop"],
        ["updates", "drop", "1", "--all"], ["updates", "show", "x"], ["updates", "list", "1"],
        ["updates", "list", "--state", "daed"], ["updates", "list", "--limit", "0"], ["admins", "add"],
        ["admins", "add", "0"], ["admins", "remove", "7", "--superadmin"], ["admins", "list", "7"],
    ])
    func whatIsNotUnderstoodDoesNothing(words: [String]) throws {
        let outcome = try Command.run([BuildProducts.path(of: "telegram-backend")] + words)
        #expect(outcome.status == 2 && outcome.errors.contains("(see telegram-backend help)"), "\(outcome.errors)")
    }
}
