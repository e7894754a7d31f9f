import ContractRuntime
import Generated
import HTTPServer
import Impl
import Logging
import Platform
import Storage
import Telegram

extension Backend {
    /// Turns configuration into a backend that is ready to run; tests call it as `serve` does.
    ///
    /// Opens the database, applies missing migrations, and blocks while another process does that or is about to let go
    /// of a SQLite file.
    ///
    /// - Throws: `StorageError`, `BotAPIError`, `CryptoError` or `TLSError`.
    package static func build(_ configuration: Configuration, logger: Logger) throws -> Backend {
        let now = SystemClock.microseconds
        let certificate = try configuration.tls.files.map { try CertificateWatch($0, logger: logger) }
        let store = try openStore(configuration, logger)
        let exporter = SpanExporter(configuration, logger: logger)
        let tracer = Tracer(sampler: configuration.tracing.sampler, record: exporter.map { $0.record })
        let botAPI = try configuration.access.botToken.map {
            try BotAPI(token: $0, baseURL: configuration.botAPI.baseURL, tracer: tracer)
        }
        let invitation = Invitation(
            username: configuration.botUsername,
            now: SystemClock.monotonicNanoseconds
        ) {
            await botUsername(botAPI, logger)
        }
        let work = try WorkLoop()
        let signals = BotSignals(
            store: store,
            source: botAPI == nil ? .off : configuration.updateSource,
            executor: work.loop,
            logger: logger
        )
        let gauge = InboxGauge(configuration.inboxBounds)
        let state = ServiceState(version: Version.text, now: SystemClock.monotonicNanoseconds)
        let administrators = AdministratorDirectory()
        let authenticator = try TelegramAuthenticator(
            settings: access(configuration),
            administrators: administrators,
            alerts: signals.alerts,
            logger: logger,
            now: now
        )
        let approval = Approval(store: store, queued: signals.peers.noteMessages)
        let broadcasting = Broadcasting(store: store, botAPI: botAPI, desk: signals.desk)
        let service = Service(
            authenticator: authenticator,
            store: store,
            approval: approval,
            broadcasting: broadcasting,
            invitation: invitation,
            state: state,
            recorded: signals.peers.noteUpdate,
            gauge: gauge,
            logger: logger,
            monotonic: SystemClock.monotonicNanoseconds
        )
        let pruner = Pruner(
            store: store,
            options: configuration.pruning,
            owner: .random(in: 1...(.max)),
            logger: logger
        )
        let contract = GeneratedContract(implementation: service, authenticator: authenticator)
        let metrics = BackendMetrics(configuration, operations: contract.operations, logger: logger)
        let rates = configuration.rates
        let redis = rates.isEmpty ? nil : configuration.redis.options
        let limits = RateLimits(rates, isShared: redis != nil)
        let sharedLimits = redis.map { SharedLimits(limits, $0, logger: logger) }
        let responder = TracingResponder(
            base: ContractResponder(
                contract,
                policy: ContractPolicy(configuration, contract.operations, limits, metrics: metrics, logger: logger)
            ),
            tracer: tracer,
            operations: contract.operations
        )
        var serverConfiguration = configuration.server
        serverConfiguration.credentials = certificate?.credentials
        serverConfiguration.fields = StandingFieldSets(strictTransport: configuration.tls.strictTransport)
        let server = HTTPServer(configuration: serverConfiguration, responder: responder)
        HTTPMetrics.register(server, in: metrics.registry)
        if let certificate { metrics.register(certificate) }
        let backups = BackupWatch(configuration.backups, alerts: signals.alerts)
        metrics.register(store)
        metrics.register(signals, gauge, botAPI)
        metrics.register(authenticator.metrics)
        if let backups { metrics.register(backups) }
        if let exporter { metrics.register(exporter) }
        sharedLimits?.register(in: metrics.registry)
        return Backend(
            responder: responder,
            logger: logger,
            workers: metrics.workers
                + [
                    exporter?.worker,
                    Worker("administrators") { await administrators.run(store.administrators, logger: logger) },
                    Worker("pruner", run: pruner.run),
                    commandWorker(store, logger),
                    backups.map { Worker("backup-watch", start: $0.start, stop: $0.stop) },
                    certificate?.worker,
                    sharedLimits?.worker,
                    // Without a bot, too: what requests put into the outbox is another process's to send.
                    store.isShared ? Worker("peers", run: signals.peers.run) : nil,
                ].compactMap(\.self)
                + (botAPI.map {
                    botWorkers(
                        configuration,
                        service,
                        $0,
                        invitation,
                        signals,
                        gauge,
                        MessageLimits(configuration, limits, metrics, logger),
                        work.loop,
                        tracer,
                        logger
                    )
                } ?? []),
            certificate: certificate,
            executor: work.loop,
            prepare: {
                store.attach(to: try server.bind(), work: work.loop)
                try work.start()
                await Task(executorPreference: work.loop) {
                    do throws(StorageError) {
                        try await store.administrators.seed(configuration.access.administratorRanks)
                        try await administrators.refresh(store.administrators)
                    } catch {
                        // A database that takes no writes yet, as a standby, is served all the same; the worker reads
                        // who administers.
                        let detail = String(describing: error)
                        logger.warning("administrators of the settings are not stored", [.errorDetail: .string(detail)])
                    }
                }.value
            },
            accept: {
                let port = try server.start().first ?? 0
                if let plain = server.plainPort {
                    logger.notice("listening in the clear, too", [.serverPort: .integer(Int(plain))])
                }
                return port
            },
            drain: { timeout in
                state.startDraining()
                await server.drain(within: timeout)
            },
            close: {
                await store.close()
                await work.end()
            },
            pulse: {
                await server.pulse()
                await Task(executorPreference: work.loop) {}.value
            },
            drainTimeout: configuration.server.drainTimeout
        )
    }

    /// Lets commands use the database that this process has for itself. Where the file system has no sockets, they have
    /// to wait for its end.
    private static func commandWorker(_ store: Store, _ logger: Logger) -> Worker? {
        guard let socket = store.commandSocket else { return nil }
        let start = { @Sendable in
            do throws(StorageError) {
                try socket.start()
            } catch {
                logger.warning("commands cannot ask this process", [.errorDetail: .string(String(describing: error))])
            }
        }
        return Worker("command-socket", start: start, stop: socket.stop)
    }

    private static func openStore(
        _ configuration: Configuration,
        _ logger: Logger
    ) throws(StorageError) -> Store {
        let exposed = Store.exposedFiles(configuration.database) ?? []
        if !exposed.isEmpty {
            let files = exposed.joined(separator: " ")
            logger.warning("others than its owner can read or write the database", [.filePath: .string(files)])
        }
        var options = Store.Options()
        options.postgreSQL = configuration.databaseOptions
        options.postgreSQL.replicaNote = { isFresh in
            if isFresh {
                logger.notice("pages are read from the replica")
            } else {
                logger.warning("the replica is away or too old; pages are read from the primary")
            }
        }
        options.postgreSQL.poolerNote = { server in
            switch server {
            case .primary: logger.notice("the database is reached through a connection pooler")
            case .standby: logger.notice("the replica is reached through a connection pooler")
            }
        }
        return try Store(configuration.database, migrate: true, options: options, now: SystemClock.microseconds)
    }

    /// nil where there is no token, or the Bot API does not answer.
    private static func botUsername(_ botAPI: BotAPI?, _ logger: Logger) async -> String? {
        do throws(BotAPIError) {
            return try await botAPI?.username()
        } catch {
            logger.warning("Bot API does not answer", [.errorDetail: .string(String(describing: error))])
            return nil
        }
    }

    /// Debug mode counts in development alone.
    private static func access(_ configuration: Configuration) -> AccessSettings {
        var access = configuration.access
        access.allowsDebugMode = access.allowsDebugMode && configuration.environment == .development
        return access
    }
}
