/// The options of `deploy run`.
struct DeployOptions: Sendable {
    var folder: String = DeployFolder.standardPath
    /// Seconds that each step is watched.
    var window: Double = 60
    /// The shares of requests, in per cent, that the new version gets one after another.
    var steps: [Int] = [5, 25, 50, 100]
    var limits: CanaryLimits = CanaryLimits()
    /// Seconds that the new process may take until it is ready.
    var startDeadline: Double = 120
    /// Seconds that the new version's migrations may take.
    var migrateDeadline: Double = 3_600
    var makesBackup: Bool = true
    /// Where backups go by the settings; nil where these say nothing.
    var backupFolder: String?
    var envFile: String?

    init(_ arguments: CommandLineArguments) throws(CommandFailure) {
        folder = arguments[.deployFolder] ?? folder
        envFile = arguments[.envFile]
        backupFolder = try arguments.settings(["BACKUP_FOLDER"]).backups.folder
        makesBackup = !arguments.has(.noBackup)
        window = try Self.number(arguments, .window, window, 0.1...86_400)
        startDeadline = try Self.number(arguments, .startDeadline, startDeadline, 0.1...86_400)
        migrateDeadline = try Self.number(arguments, .migrateDeadline, migrateDeadline, 0.1...86_400)
        limits.errorRate = try Self.number(arguments, .maxErrorRate, limits.errorRate, 0...1)
        limits.responseTime = try Self.number(arguments, .maxResponseTime, limits.responseTime, 0.001...3_600)
        limits.slowdown = try Self.number(arguments, .maxSlowdown, limits.slowdown, 1...1_000)
        limits.requests = Int(try Self.number(arguments, .minRequests, Double(limits.requests), 1...1_000_000))
        guard let text = arguments[.steps] else { return }
        let steps = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard steps.allSatisfy((1...100).contains), zip(steps, steps.dropFirst()).allSatisfy(<), steps.last == 100
        else { throw .notUnderstood("--steps are growing shares in per cent up to 100, such as 5,25,50,100") }
        self.steps = steps
    }

    /// The number that an option gives.
    static func number(
        _ arguments: CommandLineArguments,
        _ option: CommandOption,
        _ standard: Double,
        _ range: ClosedRange<Double>
    ) throws(CommandFailure) -> Double {
        guard let text = arguments[option] else { return standard }
        guard let value = Double(text), range.contains(value) else {
            throw .notUnderstood("\(option.name) is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
