package import Crypto
package import Logging
package import Storage

/// Everything that can differ between two deployments of the same binary.
///
/// `Configuration()` is what an empty environment gives: development on SQLite, on the loopback address. Reading
/// the environment is `init(values:)`, whose documentation lists the keys.
package struct Configuration: Sendable {
    package var environment: DeploymentEnvironment = .development
    package var host: String = "127.0.0.1"
    package var port: UInt16 = 8_080
    /// Listening sockets that the service manager handed over; where there are any, `host` and `port` are not bound.
    package var inheritedSockets: [Int32] = []
    package var database: DatabaseURL = .sqlite(path: "./telegram-backend.sqlite")
    /// PostgreSQL's connections and times.
    package var databaseOptions: PostgreSQLStore.Options = PostgreSQLStore.Options()

    package var botToken: Secret?
    package var botAPISecret: Secret?
    package var webhookSecret: Secret?
    package var botUsername: String?
    package var admins: Set<Int64> = []
    package var telegramAPIBaseURL: String = "https://api.telegram.org"

    /// nil: one is made at start, and sessions end with the process.
    package var sessionSecret: Secret?
    package var sessionLifetimeSeconds: Int64 = 3_600
    package var initDataMaxAgeSeconds: Int64 = 86_400
    package var initDataAdminMaxAgeSeconds: Int64 = 1_800
    package var isDebugModeEnabled: Bool = false
    /// Exact origins, as browsers send them.
    package var corsAllowedOrigins: [String] = []
    /// Read and checked only: nothing makes personal plans yet.
    package var personalPlanDailyLimit: Int = 3

    package var logLevel: LogLevel = .info
    package var logFormat: LogFormat = .text
    package var limits: ServerLimits = ServerLimits()

    /// What the operator should know although the server starts; filled by `init(values:)`.
    package var warnings: [ConfigurationWarning] = []

    package init() {}
}

/// Development answers a laptop's needs; staging and production refuse to start half configured, and differ in name only.
package enum DeploymentEnvironment: String, Sendable, CaseIterable {
    case development, staging, production

    /// True where the server may be open to the world.
    var isStrict: Bool { self != .development }
}

/// How much of the machine clients may use.
package struct ServerLimits: Sendable, Equatable {
    /// Event loops, one thread each; nil: one for each core but one.
    package var loops: Int?
    package var maxConnections: Int = 10_000
    package var maxConnectionsPerAddress: Int = 4_096
    package var maxRequestsPerConnection: Int = 100_000
    package var headerTimeoutSeconds: Int = 10
    package var idleTimeoutSeconds: Int = 75
    /// How long draining may take after SIGTERM.
    package var drainDeadlineSeconds: Int = 30
    /// Requests a minute from one address; nil: unlimited.
    package var rateLimitPerMinute: Int?

    package init() {}
}
