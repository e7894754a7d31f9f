import Glibc
import HTTPServer
import Impl
import Logging
import Platform
import Synchronization
import TLS

/// `serve`: until the first SIGTERM or SIGINT, which drains; a second one ends the process at once.
enum ServeCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let reload = try reloadSignal()
        let configuration = try arguments.configuration()
        TerminationSignal.hold()
        let places = try await open(configuration)
        let logger = Logger(level: configuration.log.level, format: configuration.log.format, sink: places)
        // The last lines are not waited for longer than this takes, whoever reads them.
        defer { logger.flush() }
        let running: Mutex<Backend?> = Mutex(nil)
        Task {
            let signal = await TerminationSignal.wait()
            running.withLock { running in
                // Starting may wait long, for a database that is away or another process that migrates it.
                guard let running else { leave(logger, signal) }
                running.stop(signal: signal)
            }
        }
        for warning in configuration.warnings {
            logger.warning(
                "configuration",
                [.configurationKey: .string(warning.key), .configurationAdvice: .string(warning.advice)]
            )
        }
        do {
            try refuseToServe(configuration)
            reload.add("log files", places.reopen)
            let reloading = try start(reload, logger)
            defer { withExtendedLifetime(reloading) {} }
            let backend = try Backend.build(configuration, logger: logger)
            if let certificate = backend.certificate {
                reload.add("certificate") { try certificate.credentials.reload() }
            }
            running.withLock { $0 = backend }
            warnOfSharedPort(configuration, logger)
            try await serve(backend, configuration, logger)
            logger.notice("stopped")
        } catch let error as WorkerEnded {
            let fault = error.fault ?? "it ended by itself"
            logger.error("stopped, as a worker ended", [.worker: .string(error.name), .errorDetail: .string(fault)])
            await AlertCommand.tellOfFailedStart(configuration)
            throw .refused([])
        } catch let error as CommandFailure {
            guard case .refused(let reasons) = error else { throw error }
            for reason in reasons { logger.error("refuses to start", [.errorDetail: .string(reason)]) }
            logger.flush()
            await AlertCommand.tellOfFailedStart(configuration)
            throw .refused([])
        } catch {
            logger.error("cannot start", [.errorDetail: .string(String(describing: error))])
            logger.flush()
            await AlertCommand.tellOfFailedStart(configuration)
            throw .refused([])
        }
    }

    /// SIGHUP ends no process that starts, either.
    private static func reloadSignal() throws(CommandFailure) -> ReloadSignal {
        do {
            let signal = try ReloadSignal()
            signal.hold()
            return signal
        } catch {
            throw .refused([String(describing: error)])
        }
    }

    /// The server says on standard error why it does not start.
    private static func open(_ configuration: Configuration) async throws(CommandFailure) -> LogPlaces {
        do throws(LogFileError) {
            return try LogPlaces(configuration.log)
        } catch {
            await AlertCommand.tellOfFailedStart(configuration)
            throw .refused([error.description])
        }
    }

    private static func start(_ reload: ReloadSignal, _ logger: Logger) throws(SystemError) -> StoppableThread {
        try reload.start { name, outcome in
            switch outcome {
            case .done: logger.notice("read again", [.part: .string(name)])
            case .failed(let fault):
                logger.error("cannot be read again", [.part: .string(name), .errorDetail: .string(fault)])
            }
        }
    }

    /// Production and staging do not start with what `check` calls an error. Of the settings the configuration has told
    /// it; the database says itself whether it is there, and missing migrations are applied.
    private static func refuseToServe(_ configuration: Configuration) throws(CommandFailure) {
        guard configuration.environment.isStrict else { return }
        let checks = DeploymentCheck.all.filter { $0.level == .error && $0.isForServe }
        let report = CheckReport(CheckContext(ConfigurationReading(configuration)), checks)
        guard !report.isGo else { return }
        throw .refused(report.lines.filter { !$0.isWell }.map { "\($0.id): \($0.message)" })
    }

    /// Runs the backend, and sees to it that its end keeps the deadline.
    private static func serve(_ backend: Backend, _ configuration: Configuration, _ logger: Logger) async throws {
        var deadline: ExitDeadline?
        let manager = ServiceManager(environment: EnvironmentFile.process())
        var backend = backend
        if let watchdog = manager?.watchdog(backend.pulse) { backend.workers.append(watchdog) }
        try await backend.run { port in
            announce(configuration, port, logger)
            manager?.tell(.ready)
        } stopping: { ending in
            manager?.tell(.stopping)
            let drainSeconds = Int(configuration.server.drainTimeout.components.seconds)
            deadline = try? ExitDeadline(
                milliseconds: drainSeconds * 1_000 + ExitDeadline.graceMilliseconds,
                code: ending.exitCode,
                logger: logger
            )
            switch ending {
            case .signal(let signal): logger.notice("draining", [.signal: .integer(Int(signal))])
            // `run` throws why, and that is logged.
            case .failedStart: break
            case .worker(let error): logger.error("draining, as a worker ended", [.worker: .string(error.name)])
            }
            Task { _exit(128 + (await TerminationSignal.wait())) }
        }
        withExtendedLifetime(deadline) {}
    }

    /// Nothing was served yet: there is nothing to drain.
    private static func leave(_ logger: Logger, _ signal: Int32) -> Never {
        logger.notice("stopped before it served", [.signal: .integer(Int(signal))])
        logger.flush()
        _exit(0)
    }

    /// Not where a service manager hands the sockets over (`LISTEN_FDS`): it is the one that listens.
    private static func warnOfSharedPort(_ configuration: Configuration, _ logger: Logger) {
        let (host, plainPort) = (configuration.server.host, configuration.server.plainPort)
        let ports = (getenv("LISTEN_FDS") == nil ? [configuration.server.port] : []) + (plainPort.map { [$0] } ?? [])
        for port in ports where PortInUse.isTaken(host: host, port: port) {
            logger.warning(
                "another process listens on this port, and gets a part of the requests",
                [.serverAddress: .string(host), .serverPort: .integer(Int(port))]
            )
        }
    }

    private static func announce(_ configuration: Configuration, _ port: UInt16, _ logger: Logger) {
        logger.notice(
            "listening",
            [
                .serverAddress: .string(configuration.server.host), .serverPort: .integer(Int(port)),
                .serverVersion: .string(Version.text), .environment: .string(configuration.environment.rawValue),
            ]
        )
        guard configuration.environment == .development else { return }
        logger.flush()
        let host = configuration.server.host
        let scheme = configuration.tls.files == nil ? "http" : "https"
        let base = "\(scheme)://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        // Through a pipe: everybody on a machine can read the command lines of its processes.
        let (secret, secretHeader) =
            configuration.access.botSecret == nil
            ? ("", "") : (#"printf 'X-Bot-Secret: %s' "$TELEGRAM_BOT_API_SECRET" | "#, "-H @- ")
        greet(
            """
            Serving on \(base)/ (stop with Ctrl-C). Documentation: \(base)/docs. Try:
              curl \(base)/health
              curl \(base)/openapi.json
              \(secret)curl -X POST \(base)/api/v1/telegram/save-test/ -H 'Content-Type: application/json' \
            \(secretHeader)-d '{"telegram_id":123,"answers":{}}'

            """
        )
    }

    /// Prints for whoever started the server by hand; where nobody reads, it serves all the same.
    private static func greet(_ text: String) {
        DescriptorSink(descriptor: STDOUT_FILENO).write(Array(text.utf8).span.bytes, urgent: true)
    }
}
