import Crypto
import Impl
import Server
import TestBackend
import TestSupport
import TestTraits
import Testing

/// Secrets that are replaced while others still use the ones before.
@Suite(.blocking) struct RotationTests {
    /// Launch data of tests is signed with the token that is replaced here.
    private static let newToken: String = "42:" + String(repeating: "n", count: 35)
    private static let sessionSecret: String = "a-session-secret-for-tests-only-0123456789"

    /// A server that has new secrets.
    private func backend(takesPrevious: Bool) throws -> BackendClient {
        try BackendClient { configuration in
            configuration.access.botToken = Secret(Self.newToken)
            configuration.access.botSecret = Secret("new-" + Identities.botSecret)
            configuration.access.webhookSecret = Secret("new-" + Identities.webhookSecret)
            configuration.access.sessionSecret = Secret("new-" + Self.sessionSecret)
            guard takesPrevious else { return }
            configuration.access.previous.botToken = Secret(Identities.botTokenText)
            configuration.access.previous.botSecret = Secret(Identities.botSecret)
            configuration.access.previous.webhookSecret = Secret(Identities.webhookSecret)
            configuration.access.previous.sessionSecret = Secret(Self.sessionSecret)
        }
    }

    private func save(_ backend: BackendClient, _ secret: String) throws -> Int {
        let body = #"{"telegram_id":1}"#
        return try backend.send("POST", "/api/v1/telegram/save-test/", [("X-Bot-Secret", secret)], body: body).status
    }

    private func deliver(_ backend: BackendClient, _ secret: String) throws -> Int {
        let field = ("X-Telegram-Bot-Api-Secret-Token", secret)
        return try backend.send("POST", "/webhook/telegram", [field], body: #"{"update_id":1}"#).status
    }

    private func logIn(_ backend: BackendClient, _ initData: String) throws -> HTTPReply {
        try backend.send("POST", "/api/v1/telegram/auth/", [("X-Telegram-Init-Data", initData)])
    }

    private func list(_ backend: BackendClient, _ session: String) throws -> Int {
        let field = ("Authorization", "Bearer \(session)")
        return try backend.send("GET", "/api/v1/telegram/applications/", [field]).status
    }

    private func session(_ reply: HTTPReply) throws -> String {
        let parts = reply.text.split(separator: "\"")
        return String(try #require(parts.count > 3 ? parts[3] : nil))
    }

    @Test func theSecretsBeforeAreTakenBesideTheNewOnesWhileTheRotationLasts() throws {
        let before = try BackendClient { $0.access.sessionSecret = Secret(Self.sessionSecret) }
        let oldData = BackendClient.initData(id: Identities.admin)
        let newData = Identities.initData(Identities.admin, token: Self.newToken)
        let oldSession = try session(logIn(before, oldData))
        try before.stop()
        for takesPrevious in [true, false] {
            let backend = try backend(takesPrevious: takesPrevious)
            #expect(try save(backend, "new-" + Identities.botSecret) == 200)
            #expect(try save(backend, Identities.botSecret) == (takesPrevious ? 200 : 403))
            #expect(try save(backend, "other-" + Identities.botSecret) == 403)
            #expect(try deliver(backend, "new-" + Identities.webhookSecret) == 200)
            #expect(try deliver(backend, Identities.webhookSecret) == (takesPrevious ? 200 : 401))
            #expect(try deliver(backend, "other") == 401)
            let newSession = try session(logIn(backend, newData))
            #expect(try list(backend, newSession) == 200)
            #expect(try list(backend, oldSession) == (takesPrevious ? 200 : 401))
            #expect(try logIn(backend, oldData).status == (takesPrevious ? 200 : 401))
            #expect(try logIn(backend, oldData.replacing("Ada", with: "Eve")).status == 401)
            // What still uses the old ones is seen.
            #expect(backend.lines(containing: "previous secret sent").count == (takesPrevious ? 2 : 0))
            for secret in [Identities.botSecret, Identities.webhookSecret, Self.sessionSecret, Self.newToken] {
                #expect(!backend.server.logText.contains(secret))
            }
            try backend.stop()
        }
    }

    /// What is signed while a rotation lasts is good after it.
    @Test func nothingIsSignedWithTheSecretBefore() throws {
        let during = try backend(takesPrevious: true)
        let made = try session(logIn(during, BackendClient.initData(id: Identities.admin)))
        try during.stop()
        let after = try backend(takesPrevious: false)
        #expect(try list(after, made) == 200)
        try after.stop()
    }

    @Test func aPreviousSecretAloneIsRefused() throws {
        let values = ["TELEGRAM_BOT_API_SECRET_PREVIOUS": ProductionSettings.botSecret]
        let error = try #require(throws: ConfigurationError.self) { try Configuration(values: values) }
        #expect(
            error.problems.map(\.description) == [
                "TELEGRAM_BOT_API_SECRET_PREVIOUS: has no use without TELEGRAM_BOT_API_SECRET"
            ]
        )
    }
}
