internal import Glibc
internal import HTTPServer
internal import Impl
internal import Logging
internal import Synchronization

/// `serve`: until the first SIGTERM or SIGINT, which drains; a second one ends the process at once.
enum ServeCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let configuration = try arguments.configuration()
        TerminationSignal.hold()
        let logger = Logger(
            level: configuration.log.level,
            format: configuration.log.format,
            sink: DescriptorSink(format: configuration.log.format)
        )
        // The last lines are not waited for longer than this takes, whoever reads them.
        defer { logger.flush() }
        let isServing: Mutex<Bool> = Mutex(false)
        let termination: Task<Int32, Never> = Task {
            let signal: Int32 = await TerminationSignal.wait()
            // Starting may wait long, for a database that is away or another process that migrates it.
            isServing.withLock { isServing in if !isServing { leave(logger, signal) } }
            return signal
        }
        for warning in configuration.warnings {
            logger.warning(
                "configuration",
                [.configurationKey: .string(warning.key), .configurationAdvice: .string(warning.advice)]
            )
        }
        do {
            let application = try Application.build(configuration, logger: logger)
            warnOfSharedPort(configuration, logger)
            isServing.withLock { $0 = true }
            let port: UInt16 = try application.start()
            announce(configuration, port, logger)
            let signal: Int32 = await termination.value
            let drainSeconds = Int(configuration.server.drainTimeout.components.seconds)
            let deadline: ExitDeadline? = try? ExitDeadline(
                milliseconds: drainSeconds * 1_000 + ExitDeadline.graceMilliseconds,
                logger: logger
            )
            logger.notice("draining", [.signal: .integer(Int(signal))])
            Task { _exit(128 + (await TerminationSignal.wait())) }
            await application.stop()
            withExtendedLifetime(deadline) {}
            logger.notice("stopped")
        } catch {
            logger.error("cannot start", [.errorDetail: .string(String(describing: error))])
            throw .refused([])
        }
    }

    /// Nothing was served yet: there is nothing to drain.
    private static func leave(_ logger: Logger, _ signal: Int32) -> Never {
        logger.notice("stopped before it served", [.signal: .integer(Int(signal))])
        logger.flush()
        _exit(0)
    }

    /// Not where a service manager hands the sockets over (`LISTEN_FDS`): it is the one that listens.
    private static func warnOfSharedPort(_ configuration: Configuration, _ logger: Logger) {
        let (host, port) = (configuration.server.host, configuration.server.port)
        guard getenv("LISTEN_FDS") == nil, PortInUse.isTaken(host: host, port: port) else { return }
        logger.warning(
            "another process listens on this port, and gets a part of the requests",
            [.serverAddress: .string(host), .serverPort: .integer(Int(port))]
        )
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
        let base = host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
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
        DescriptorSink(descriptor: STDOUT_FILENO).write(Array(text.utf8), urgent: true)
    }
}
