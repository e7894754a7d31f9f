import Crypto
import Impl
import Server
import Storage
import Telegram
import TelegramStandIn
import TestSupport
import TestTraits
import Testing

/// What Telegram says, against its stand-in, and who answers at `PUBLIC_URL`.
@Suite(.blocking) struct OnlineCheckTests {
    private static let token: String = "42:TEST"

    /// The lines of checks that were made online, by their ids, after `prepare` changed Telegram and the settings.
    private func lines(
        certificateAuthorities: String? = nil,
        _ prepare: (TelegramStandIn, inout Configuration) async throws -> Void = { _, _ in }
    ) async throws -> [String: CheckReport.Line] {
        let folder = try TemporaryFolder()
        let standIn = try TelegramStandIn()
        standIn.addBot(token: Self.token)
        try standIn.start()
        var configuration = Configuration()
        configuration.database = .sqlite(path: folder.path + "/test.sqlite")
        configuration.access.botToken = Secret(Self.token)
        configuration.access.webhookSecret = Secret("a-webhook-secret")
        configuration.botAPI.baseURL = standIn.baseURL
        configuration.publicURL = "https://127.0.0.1:9"
        _ = try MigrateCommand.apply(configuration.database)
        let result: Result<Void, any Error>
        do { result = .success(try await prepare(standIn, &configuration)) } catch { result = .failure(error) }
        var context = CheckContext(ConfigurationReading(configuration))
        await context.lookOnline(certificateAuthorities: certificateAuthorities)
        await standIn.stop()
        withExtendedLifetime(folder) {}
        try result.get()
        let lines = CheckReport(context, DeploymentCheck.all.filter { $0.scope == .online }).lines
        return Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0) })
    }

    @Test func aBotThatIsSetUpIsWell() async throws {
        let lines = try await lines { _, configuration in _ = try await BotCommand.setUp(configuration) }
        for id in [
            "telegram", "telegram-webhook", "telegram-webhook-errors", "telegram-pending", "telegram-clock",
        ] {
            #expect(lines[id]?.isWell == true, "\(id): \(String(describing: lines[id]))")
        }
        #expect(lines["telegram"]?.message.contains("@") == true)
        #expect(lines["telegram-username"] == nil)
    }

    @Test func aTokenThatTelegramDoesNotKnowIsAnError() async throws {
        let lines = try await lines { $1.access.botToken = Secret("43:HUNTER2") }
        #expect(lines["telegram"]?.isWell == false && lines["telegram"]?.level == .error)
        #expect(lines["telegram-webhook"] == nil)
        #expect(!lines.values.contains { $0.message.contains("HUNTER2") })
        let away = try await self.lines { $1.botAPI.baseURL = "http://127.0.0.1:9" }
        #expect(away["telegram"]?.message.contains("out of reach") == true)
        #expect(away["telegram-clock"] == nil)
    }

    @Test func aNameThatIsNotTheBotsIsAnError() async throws {
        let lines = try await lines { $1.botUsername = "somebody_else_bot" }
        #expect(lines["telegram-username"]?.isWell == false)
    }

    @Test func aWebhookThatIsNotAsConfiguredIsAnError() async throws {
        let none = try await lines()
        #expect(none["telegram-webhook"]?.message.hasPrefix("none is set. To do: run telegram-backend bot") == true)
        let other = try await lines { standIn, configuration in
            _ = try await BotCommand.setUp(configuration)
            configuration.publicURL = "https://127.0.0.1:8"
        }
        let address = "it leads to https://127.0.0.1:9/webhook/telegram"
        #expect(other["telegram-webhook"]?.message.hasPrefix(address) == true)
        let kinds = try await lines { standIn, configuration in
            _ = try await BotCommand.setUp(configuration)
            let botAPI = try BotAPI(token: Secret(Self.token), baseURL: standIn.baseURL)
            try botAPI.start()
            let url = "https://127.0.0.1:9/webhook/telegram"
            _ = try await botAPI.send("setWebhook", Array(#"{"url":"\#(url)","allowed_updates":["message"]}"#.utf8))
            await botAPI.close()
        }
        #expect(kinds["telegram-webhook"]?.message.hasPrefix("it has other kinds of update") == true)
        let polling = try await lines { standIn, configuration in
            _ = try await BotCommand.setUp(configuration)
            configuration.updates = .polling
        }
        #expect(polling["telegram-webhook"]?.message.contains("refuses polling") == true)
    }

    @Test func whatTelegramComplainsOfIsAWarning() async throws {
        let lines = try await lines { standIn, configuration in
            _ = try await BotCommand.setUp(configuration)
            complain(standIn, secondsAgo: 60)
        }
        #expect(lines["telegram-webhook-errors"]?.message.hasPrefix("Telegram says: Connection refused") == true)
        let old = try await self.lines { standIn, configuration in
            _ = try await BotCommand.setUp(configuration)
            complain(standIn, secondsAgo: 7_200)
        }
        #expect(old["telegram-webhook-errors"]?.isWell == true)
    }

    private func complain(_ standIn: TelegramStandIn, secondsAgo: Int64) {
        standIn.withBot(Self.token) { bot, _ in
            bot.webhook.lastErrorDate = Identities.now - secondsAgo
            bot.webhook.lastErrorMessage = "Connection refused"
        }
    }

    @Test func nobodyAtThePublicAddressIsAWarningBeforeTheFirstDeployment() async throws {
        let lines = try await lines()
        #expect(lines["public-address"]?.level == .warning && lines["public-address"]?.isWell == false)
        #expect(lines["certificate"] == nil && lines["certificate-expiry"] == nil)
    }

    @Test func theCertificateOfThePublicAddressIsLookedAt() async throws {
        let server = try TLSServer(days: 5)
        let untrusted = try await lines { $1.publicURL = server.url }
        #expect(untrusted["certificate"]?.level == .error && untrusted["certificate"]?.isWell == false)
        #expect(untrusted["public-address"] == nil)
        let trusted = try await lines(certificateAuthorities: server.certificate) { $1.publicURL = server.url }
        #expect(trusted["certificate"]?.isWell == true && trusted["public-address"]?.isWell == true)
        let expiry = trusted["certificate-expiry"]?.message ?? ""
        #expect(expiry.prefixMatch(of: /it ends in [45] days/) != nil, "\(expiry)")
        let long = try TLSServer(days: 90)
        let well = try await lines(certificateAuthorities: long.certificate) { $1.publicURL = long.url }
        #expect(well["certificate-expiry"]?.isWell == true)
    }
}

/// Node's HTTPS server with a certificate of its own; it answers /live.
private final class TLSServer {
    private static let program: String = """
        const https = require('https'), fs = require('fs'), folder = process.argv[1]
        const options = { key: fs.readFileSync(folder + '/key'), cert: fs.readFileSync(folder + '/cert') }
        const server = https.createServer(options, (request, response) => {
            response.writeHead(request.url === '/live' ? 200 : 404)
            response.end()
        })
        server.listen(0, '127.0.0.1', () => {
            fs.writeFileSync(folder + '/port.part', String(server.address().port))
            fs.renameSync(folder + '/port.part', folder + '/port')
        })
        """

    let url: String
    var certificate: String { folder.path + "/cert" }
    private let folder: TemporaryFolder
    private let node: Command

    init(days: Int) throws {
        let folder = try TemporaryFolder()
        try Command.output(of: [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", folder.path + "/key", "-out", folder.path + "/cert", "-days", "\(days)", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        ])
        let node = try Command(["node", "-e", Self.program, folder.path])
        let port = try Deadline.wait(seconds: 30, for: "Node's port") { () throws -> String? in
            if node.hasEnded { throw TestFailure("node: \(try node.outcome().errors)") }
            let text = Files.text(of: folder.path + "/port")
            return text.isEmpty ? nil : text
        }
        self.folder = folder
        self.node = node
        url = "https://localhost:\(port)"
    }
}
