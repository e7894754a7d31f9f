import HTTPServer
import Platform
import PostgreSQL
import Redis
import S3
import Storage

/// All that checks are made of, looked at once.
package struct CheckContext: Sendable {
    /// The database, as it was found.
    package enum DatabaseState: Sendable {
        /// It was not looked at.
        case none
        case outOfReach(String)
        case reached(DatabaseInspection)
    }

    /// The standby, as it was found.
    package enum ReplicaState: Sendable {
        /// There is none, or it was not looked at.
        case none
        case well
        case fault(String)
    }

    let reading: ConfigurationReading
    /// True where the demands of production are made, whatever the environment is.
    let isDeployment: Bool
    let host: HostFacts
    var database: DatabaseState = .none
    var replica: ReplicaState = .none
    /// nil: there is none, or it was not looked at.
    var redis: Result<RedisInspection, RedisFailure>?
    var online: OnlineFacts?
    /// When the newest backup was made, in seconds since 1970, or why that is not known; nil: it was not looked at.
    var newestBackup: Result<Int?, CommandFailure>?

    package init(_ reading: ConfigurationReading, isDeployment: Bool = true, exposedFile: String? = nil) {
        self.reading = reading
        self.isDeployment = isDeployment || reading.configuration.environment.isStrict
        host = HostFacts(reading.configuration, exposedEnvironmentFile: exposedFile)
    }

    var configuration: Configuration { reading.configuration }

    /// The warnings that no check of its own gives.
    var warnings: [ConfigurationWarning] {
        let others = isDeployment ? [] : configuration.settingWarnings { reading.name(of: $0) }
        return reading.warnings.filter { $0.key != host.exposedEnvironmentFile } + others
    }

    /// Connections of clients and to the database, and what else is open.
    var neededDescriptors: Int {
        let others = 128
        guard case .postgreSQL = configuration.database else { return configuration.server.maxConnections + others }
        let loops = max(1, configuration.server.loops)
        return configuration.server.maxConnections
            + configuration.databaseOptions.connections(ofLoops: loops, hasWork: true) + others
    }

    /// Looks at the database and the standby; blocks while it does.
    package mutating func lookAtDatabase() {
        // A value that was refused has left the default, which nobody meant.
        guard reading.isReadable, reading.problems(of: "DATABASE_URL").isEmpty else { return }
        do throws(StorageError) {
            database = .reached(try Store.inspect(configuration.database, now: SystemClock.microseconds))
        } catch {
            database = .outOfReach(error.reason)
            return
        }
        guard let standby = configuration.databaseOptions.replica,
            case .postgreSQL(let primary) = configuration.database
        else { return }
        do throws(StorageError) {
            let lag = configuration.databaseOptions.replicaMaxLagMilliseconds
            let fault = try Store.standbyFault(standby, of: primary, within: lag)
            replica = fault.map { .fault($0) } ?? .well
        } catch {
            replica = .fault("cannot be asked: \(error.reason)")
        }
    }

    /// Looks at what processes share beside the database; blocks while it does.
    package mutating func lookAtRedis() {
        guard reading.isReadable, let options = configuration.redis.options,
            ["REDIS_URL", "REDIS_PASSWORD", "REDIS_CLUSTER_ENABLED", "REDIS_CLUSTER_NODES"].allSatisfy({
                reading.problems(of: $0).isEmpty
            })
        else { return }
        redis = Result { () throws(RedisFailure) in try RedisInspection(options, probe: SharedBucket.probe) }
    }

    /// Looks for the newest backup.
    package mutating func lookAtBackups() async {
        let names = ["BACKUP_FOLDER", "S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]
        guard reading.isReadable, names.allSatisfy({ reading.problems(of: $0).isEmpty }) else { return }
        var backups = configuration.backups
        // Who checks wants an answer, and may ask again.
        backups.s3.attempts = 1
        backups.s3.shortTimeout = .seconds(10)
        do throws(CommandFailure) {
            let place = try BackupPlace(backups.folder ?? "backups", backups.s3)
            newestBackup = .success(try await place.backups().first?.name.seconds)
        } catch {
            newestBackup = .failure(error)
        }
    }

    /// Asks Telegram and at `PUBLIC_URL`.
    package mutating func lookOnline(certificateAuthorities: String? = nil) async {
        guard reading.isReadable else { return }
        online = await OnlineFacts(configuration, certificateAuthorities: certificateAuthorities)
    }
}

extension StorageError {
    /// The reason without what kind of error it is.
    fileprivate var reason: String {
        switch self {
        case .unavailable(let reason), .internal(let reason), .migrations(let reason): reason
        }
    }
}
