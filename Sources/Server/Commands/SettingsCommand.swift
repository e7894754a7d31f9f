import Platform

/// `settings`: the documents of the table of settings.
enum SettingsCommand {
    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let isExample = arguments.has(.envExample)
        guard !isExample || !arguments.has(.markdown) else {
            throw .notUnderstood("settings prints one document at a time")
        }
        Terminal.print((isExample ? SettingsDocument.envExample : .markdown).text)
    }
}
