import HTTPServer
import Impl
import Logging
import S3
import Storage
import TLS
import Telegram

/// Everything that can differ between two deployments of the same binary.
///
/// `Configuration()` is what an empty environment gives: development on SQLite, on the loopback address. What belongs
/// to a target stands in a structure of that target, which holds the only copy of its defaults. Reading the environment
/// is `init(values:)`; the names of the settings are the rows of `Setting.all`.
package struct Configuration: Sendable {
    package var environment: DeploymentEnvironment = .development
    /// The addresses to listen on, and how much of the machine clients may use.
    package var server = HTTPServerConfiguration()
    package var tls = TLSOptions()
    package var database: DatabaseURL = .sqlite(path: "./telegram-backend.sqlite")
    /// PostgreSQL's connections and times.
    package var databaseOptions = PostgreSQLDatabase.Options()
    /// The rights of users. Debug mode counts in development alone.
    package var access = AccessSettings()
    package var botAPI = BotAPIOptions()
    /// The bot's name without `@`; nil: the Bot API is asked.
    package var botUsername: String?
    /// The origin under which the world reaches this server, without a slash at its end.
    package var publicURL: String?
    /// nil: `updateSource` decides.
    package var updates: UpdateSource?
    /// How many updates may wait before the webhook refuses more.
    package var inboxBounds = InboxGauge.Bounds()
    /// How long what is done is kept.
    package var pruning = Pruner.Options()
    /// How fast the bot sends.
    package var pacing = Pacing()
    package var log = LogOptions()
    package var tracing = TracingOptions()
    package var backups = BackupOptions()
    /// Where metrics are served; nil: nowhere, and requests are not counted.
    package var metricsAddress: ListenAddress?

    /// Exact origins, as browsers send them.
    package var corsAllowedOrigins: [String] = []
    package var rateLimits = RateLimitOptions()
    /// The networks that may call Telegram's webhook; nil: all.
    package var webhookNetworks: WebhookNetworks?
    package var redis = RedisSettings()
    /// Read and checked only: nothing makes personal plans.
    package var personalPlanDailyLimit: Int = 3
    /// The switch of other frameworks: it does nothing, and must be off where the server is open to the world.
    package var isDebug: Bool = false

    /// The warnings for the operator although the server starts; filled by `init(values:)`.
    package var warnings: [ConfigurationWarning] = []

    package init() {}
}

/// The files of the certificate with which the server speaks TLS; without one, a proxy in front does.
package struct TLSOptions: Sendable {
    package var certificate: String?
    package var key: String?
    package var chain: String?
    /// The value of `Strict-Transport-Security`; nil: the field is not sent.
    package var strictTransport: String?
    /// Who asks in the clear is sent to `publicURL`.
    package var redirects: Bool = false

    /// nil where the server speaks HTTP in the clear.
    package var files: TLSFiles? {
        guard let certificate, let key else { return nil }
        return TLSFiles(certificate: certificate, key: key, chain: chain)
    }
}

/// Where backups are, and how old the newest may be.
package struct BackupOptions: Sendable {
    /// A folder, or an address of a bucket; nil: nobody looks after them here.
    package var folder: String?
    package var maxAgeHours: Int = 26
    package var keep: Retention = .count(14)
    /// The server of the bucket.
    package var s3 = S3Options()

    /// The age from which on the newest backup is too old.
    var maxAge: Duration { .seconds(3_600 * maxAgeHours) }
}

/// Development answers a laptop's needs; staging and production refuse to start half configured, and differ in name
/// only.
package enum DeploymentEnvironment: String, Sendable, CaseIterable {
    case development, staging, production

    /// True where the server may be open to the world.
    var isStrict: Bool { self != .development }
}

/// How Telegram's updates come in.
package enum UpdateSource: String, Sendable, CaseIterable {
    case webhook, polling, off
}

/// The header that trusted proxies send before a connection's first byte.
package enum ProxyProtocol: String, Sendable, CaseIterable {
    case off, v2
}

extension Configuration {
    /// What the server expects of trusted proxies.
    package var proxyProtocol: ProxyProtocol {
        get { server.expectsProxyHeader ? .v2 : .off }
        set { server.expectsProxyHeader = newValue == .v2 }
    }

    /// The mini app's address; nil where the server has none.
    package var appURL: String? { publicURL.map { "\($0)/app/" } }

    /// Where Telegram sends updates to; nil where the server has no address.
    package var webhookURL: String? { publicURL.map { "\($0)/webhook/telegram" } }

    /// How updates come in: where nobody said, by webhook if there is a secret for it or the server is open to the
    /// world, else by polling if there is a token.
    package var updateSource: UpdateSource {
        if let updates { return updates }
        if access.webhookSecret != nil || environment.isStrict { return .webhook }
        return access.botToken == nil ? .off : .polling
    }
}
