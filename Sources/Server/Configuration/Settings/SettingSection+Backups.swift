extension SettingSection {
    static let backups = SettingSection(
        title: "Backups",
        settings: [
            Setting(
                "BACKUP_FOLDER",
                \.backups.folder,
                .optional(.text(example: "/var/backups/telegram-backend")),
                unset: "`backup` writes to `./backups`, and nobody notices that a backup is too old",
                "The folder that `backup` writes to, and in which the server looks for the newest."
            ),
            Setting(
                "BACKUP_MAX_AGE",
                \.backups.maxAgeHours,
                .integer(1...8_784),
                "The hours after which the newest backup is too old, which is an alert.",
                details: "A nightly backup may be an hour late, and the night the clock is set back is an hour longer."
            ),
        ]
    )
}
