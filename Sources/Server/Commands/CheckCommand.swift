import Platform

/// `check`: go or no-go before a deployment.
enum CheckCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let levels = DeploymentCheck.Level.allCases
        guard let failLevel = DeploymentCheck.Level(rawValue: arguments[.failLevel] ?? "error") else {
            throw .unknown("level", arguments[.failLevel] ?? "", among: levels.map(\.rawValue))
        }
        let silenced = arguments.all(.silence)
        for id in silenced where !DeploymentCheck.all.contains(where: { $0.id == id }) {
            throw .unknown("check", id, among: DeploymentCheck.all.map(\.id))
        }
        let (reading, exposedFile) = arguments.reading()
        var context = CheckContext(reading, isDeployment: arguments.has(.deploy), exposedFile: exposedFile)
        context.lookAtDatabase()
        context.lookAtRedis()
        await context.lookAtBackups()
        if arguments.has(.online) { await context.lookOnline() }
        let report = CheckReport(context, silenced: Set(silenced), failLevel: failLevel)
        if arguments.has(.json) {
            Terminal.print(report.json)
        } else {
            for line in report.lines { Terminal.print(line.text) }
            Terminal.print(report.verdict + (context.isDeployment ? "" : "; check --deploy asks what production needs"))
        }
        if !report.isGo { throw .refused([]) }
    }
}
