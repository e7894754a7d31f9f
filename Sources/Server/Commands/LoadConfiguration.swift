internal import Glibc
internal import HTTPServer

/// Why there is no configuration, one problem a line.
struct ConfigurationUnavailable: Error {
    var problems: [String]
}

extension Configuration {
    /// The configuration of this process: its environment and the file of `--env-file`, or `.env`; and the sockets that
    /// a service manager handed over (`sd_listen_fds(3)`).
    static func load(envFile: String?) throws(ConfigurationUnavailable) -> Configuration {
        let environment = EnvironmentFile.process()
        let file: DotEnv
        do {
            file = try EnvironmentFile.read(envFile, environment: environment)
        } catch {
            throw ConfigurationUnavailable(problems: [error.message])
        }
        do {
            var configuration: Configuration = try ConfigurationSource(environment: environment, file: file)
                .configuration()
            configuration.inheritedSockets = InheritedSockets.descriptors(
                listenPID: environment["LISTEN_PID"],
                listenFDs: environment["LISTEN_FDS"],
                processID: getpid()
            )
            return configuration
        } catch {
            throw ConfigurationUnavailable(problems: error.problems.map(\.description))
        }
    }
}
