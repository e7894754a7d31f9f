/// Why there is no configuration, one problem a line.
struct ConfigurationUnavailable: Error {
    var problems: [String]
}

extension Configuration {
    /// The configuration of this process: its environment and the file of `--env-file`, or `.env`.
    static func load(envFile: String?) throws(ConfigurationUnavailable) -> Configuration {
        let file: DotEnv
        do {
            file = try EnvironmentFile.read(envFile)
        } catch {
            throw ConfigurationUnavailable(problems: [error.message])
        }
        do {
            return try ConfigurationSource(environment: EnvironmentFile.process(), file: file).configuration()
        } catch {
            throw ConfigurationUnavailable(problems: error.problems.map(\.description))
        }
    }
}
