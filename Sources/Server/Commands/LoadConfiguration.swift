import Glibc
import HTTPServer
import Storage

extension CommandLineArguments {
    /// The configuration of this process: its environment and the file of `--env-file`, or `.env`; and the sockets that
    /// a service manager handed over (`sd_listen_fds(3)`).
    func configuration() throws(CommandFailure) -> Configuration {
        let environment = EnvironmentFile.process()
        let file = try environmentFile(environment)
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

    /// The database that the server would use, whatever else the settings say.
    func database() throws(CommandFailure) -> DatabaseURL { try settings(["DATABASE_URL"]).database }

    /// These settings alone: a backup is needed most where another one is at fault.
    func settings(_ names: [String]) throws(CommandFailure) -> Configuration {
        let environment = EnvironmentFile.process()
        let source = ConfigurationSource(environment: environment, file: try environmentFile(environment))
        let names = names.compactMap(Setting.named).flatMap(\.givenNames)
        do {
            return try Configuration(values: source.values.filter { names.contains($0.key) })
        } catch {
            throw CommandLineArguments.refusal(error.problems.map(\.description))
        }
    }

    private func environmentFile(_ environment: [String: String]) throws(CommandFailure) -> DotEnv {
        do {
            return try EnvironmentFile.read(self[.envFile], environment: environment)
        } catch {
            throw CommandLineArguments.refusal([error.message])
        }
    }

    private static func refusal(_ problems: [String]) -> CommandFailure {
        .refused(["the configuration is refused:"] + problems.map { "  \($0)" })
    }
}
