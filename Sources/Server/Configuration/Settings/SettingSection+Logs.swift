import Logging

extension SettingSection {
    static let logs = SettingSection(
        title: "Logs",
        settings: [
            Setting(
                "LOG_LEVEL",
                \.log.level,
                .choice(["warn": .warning, "critical": .error, "fatal": .error], example: .debug),
                "Lines below this level are not logged.",
                details: "warn is warning; critical and fatal are error."
            ),
            Setting(
                "LOG_FORMAT",
                \.log.format,
                .choice(example: .json),
                strictDefault: .json,
                "The shape of a line: text for people, json for collectors."
            ),
            Setting(
                "LOG_FILE_PATH",
                \.log.filePath,
                .optional(.text(example: "logs/bot.log")),
                unset: "all lines go to standard error",
                "The file that gets the log; lines from notice on go to standard error, too.",
                details: """
                    Its folder must be there. It is opened anew on SIGHUP, and where it was moved away or deleted.
                    """
            ),
            Setting(
                "LOG_ACCESS_FILE_PATH",
                \.log.accessFilePath,
                .optional(.text(example: "logs/access.log")),
                unset: "they go where the others go",
                conflict: { sameFile($0, \.accessFilePath) },
                "The file that gets the lines of answered requests, which no other place gets then."
            ),
            Setting(
                "LOG_ERROR_FILE_PATH",
                \.log.errorFilePath,
                .optional(.text(example: "logs/error.log")),
                unset: "they have no file of their own",
                conflict: { sameFile($0, \.errorFilePath) },
                "The file that gets warnings and errors beside the places where they go anyway."
            ),
            Setting(
                "LOG_MAX_BYTES",
                \.log.rotation.maxBytes,
                .integer(0...1_000_000_000_000),
                "The bytes of a log file; the next line begins a new one, and the old one is `bot.log.1`.",
                details: "0: files are not rotated here, but by logrotate (docs/logs.md)."
            ),
            Setting(
                "LOG_BACKUP_COUNT",
                \.log.rotation.backups,
                .integer(0...1_000),
                "The log files that are kept beside the one that is written; 0: files are not rotated."
            ),
        ]
    )

    /// Two queues would rotate one file under each other's hands.
    private static func sameFile(_ configuration: Configuration, _ path: KeyPath<LogOptions, String?>) -> String? {
        guard let wanted = configuration.log[keyPath: path] else { return nil }
        let others = [\LogOptions.filePath, \.accessFilePath, \.errorFilePath].filter { $0 != path }
        return others.contains { configuration.log[keyPath: $0] == wanted }
            ? "must be another file than that of other lines" : nil
    }
}
