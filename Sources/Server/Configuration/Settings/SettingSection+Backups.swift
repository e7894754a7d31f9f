import S3

extension SettingSection {
    static let backups = SettingSection(
        title: "Backups",
        settings: [
            Setting(
                "BACKUP_FOLDER",
                \.backups.folder,
                .optional(
                    .text(
                        "a folder, or s3://bucket/prefix",
                        example: "/var/backups/telegram-backend",
                        read: { $0.hasPrefix(S3Address.scheme) ? S3Address($0)?.description : $0 }
                    )
                ),
                unset: "`backup` writes to `./backups`, and nobody notices that a backup is too old",
                note: { configuration in
                    let isBucket = configuration.backups.folder?.hasPrefix(S3Address.scheme) == true
                    let s3 = configuration.backups.s3
                    let hasKeys = s3.accessKeyID != nil && s3.secretAccessKey != nil
                    return isBucket && !hasKeys ? "needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY beside it" : nil
                },
                "The place that `backup` writes to, and in which the server looks for the newest."
            ),
            Setting(
                "BACKUP_KEEP",
                \.backups.keep,
                SettingType(
                    "a number of backups such as 14, or of days such as 30d",
                    example: "30d",
                    print: \.text,
                    read: Retention.init
                ),
                "The backups that stay when a new one is there; `--keep` says otherwise for one time."
            ),
            Setting(
                "BACKUP_MAX_AGE",
                \.backups.maxAgeHours,
                .integer(1...8_784),
                "The hours after which the newest backup is too old, which is an alert.",
                details: "A nightly backup may be an hour late, and the night the clock is set back is an hour longer."
            ),
            Setting(
                "S3_ENDPOINT",
                \.backups.s3.endpoint,
                .optional(
                    .text(
                        "https://host[:port], or http:// on this machine or in a private network",
                        example: "https://s3.example.org",
                        read: { text in
                            // A path below the host would be taken for a bucket.
                            ConfigurationRules.baseURL(text).flatMap { $0.split(separator: "/").count == 2 ? $0 : nil }
                        }
                    )
                ),
                unset: "Amazon's own in `S3_REGION`",
                "The server of the bucket in `BACKUP_FOLDER`, or behind `--to`."
            ),
            Setting(
                "S3_REGION",
                \.backups.s3.region,
                .text("a region's name, such as eu-central-1", example: "eu-central-1", read: word),
                "The region that requests are signed for; servers of others often take any."
            ),
            Setting(
                "S3_ADDRESSING",
                \.backups.s3.addressing,
                .choice(example: .virtual),
                "How a bucket is named: path is `server/bucket`, virtual is `bucket.server`."
            ),
            Setting(
                "S3_ACCESS_KEY_ID",
                \.backups.s3.accessKeyID,
                .optional(.text("letters, digits and any of -._+=@", example: "backup-writer", read: word)),
                "The name of the key with which backups are written and read."
            ),
            Setting(
                "S3_SECRET_ACCESS_KEY",
                \.backups.s3.secretAccessKey,
                .anySecret,
                "The key itself, which signs requests and is never sent."
            ),
            Setting(
                "S3_SESSION_TOKEN",
                \.backups.s3.sessionToken,
                .anySecret,
                "The token that belongs to a key which is good for some hours."
            ),
        ]
    )

    /// A word of a signature's scope, whose parts slashes and commas end.
    private static func word(_ text: String) -> String? {
        let isWord = text.unicodeScalars.allSatisfy { character in
            character.isASCII && (character.properties.isAlphabetic || character.properties.numericType != nil)
                || "-._+=@".unicodeScalars.contains(character)
        }
        return isWord ? text : nil
    }
}
