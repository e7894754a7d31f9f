import DotEnvFormat
import Glibc
import HTTPServer
import Storage

extension CommandLineArguments {
    /// The configuration of this process: its environment and the file of `--env-file`, or `.env`; and the sockets that
    /// a service manager handed over (`sd_listen_fds(3)`).
    func configuration() throws(CommandFailure) -> Configuration {
        let environment = EnvironmentFile.process()
        let source = try source(environment)
        do {
            var configuration = try source.configuration()
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
        let source = try source(EnvironmentFile.process())
        let names = names.compactMap(Setting.named).flatMap(\.givenNames)
        do {
            return try Configuration(values: source.values.filter { names.contains($0.key) })
        } catch {
            throw CommandLineArguments.refusal(error.problems.map(\.description))
        }
    }

    /// The configuration with all that is wrong with it, and the `.env` that others can read or write.
    func reading() -> (reading: ConfigurationReading, exposedFile: String?) {
        let environment = EnvironmentFile.process()
        do {
            let file = try EnvironmentFile.read(self[.envFile], environment: environment)
            let source = ConfigurationSource(environment: environment, file: file)
            return (ConfigurationReading(source), file.exposedPath)
        } catch {
            let problem = ConfigurationProblem(name: error.name, value: nil, rule: error.rule)
            return (ConfigurationReading(unreadable: problem), nil)
        }
    }

    private func source(_ environment: [String: String]) throws(CommandFailure) -> ConfigurationSource {
        do {
            let file = try EnvironmentFile.read(self[.envFile], environment: environment)
            return ConfigurationSource(environment: environment, file: file)
        } catch {
            throw CommandLineArguments.refusal([error.message])
        }
    }

    private static func refusal(_ problems: [String]) -> CommandFailure {
        .refused(["the configuration is refused:"] + problems.map { "  \($0)" })
    }
}
