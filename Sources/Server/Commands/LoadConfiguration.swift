internal import Glibc
internal import HTTPServer

extension CommandLineArguments {
    /// The configuration of this process: its environment and the file of `--env-file`, or `.env`; and the sockets that
    /// a service manager handed over (`sd_listen_fds(3)`).
    func configuration() throws(CommandFailure) -> Configuration {
        let environment = EnvironmentFile.process()
        let file: DotEnv
        do {
            file = try EnvironmentFile.read(self[.envFile], environment: environment)
        } catch {
            throw CommandLineArguments.refusal([error.message])
        }
        do {
            var configuration = try ConfigurationSource(environment: environment, file: file).configuration()
            configuration.server.inheritedSockets = InheritedSockets.descriptors(
                listenPID: environment["LISTEN_PID"],
                listenFDs: environment["LISTEN_FDS"],
                processID: getpid()
            )
            return configuration
        } catch {
            throw CommandLineArguments.refusal(error.problems.map(\.description))
        }
    }

    private static func refusal(_ problems: [String]) -> CommandFailure {
        .refused(["the configuration is refused:"] + problems.map { "  \($0)" })
    }
}
