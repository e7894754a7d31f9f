import HTTPServer

extension SettingSection {
    static let server = SettingSection(
        title: "Server",
        settings: [
            Setting(
                "ENVIRONMENT",
                \.environment,
                .choice(example: .development),
                "Development is for a laptop; staging and production refuse to start without what they need.",
                details: "Staging is as strict as production, and says its own name."
            ),
            Setting(
                "HOST",
                \.server.host,
                .text("an IPv4 or IPv6 address, or localhost", example: "::1", read: ConfigurationRules.host),
                strictDefault: "0.0.0.0",
                "The address to listen on.",
                details: """
                    Where systemd hands over listening sockets (socket activation), they are served instead: connections
                    then wait in their queue while the server restarts.
                    """
            ),
            Setting("PORT", \.server.port, .integer(0...65_535), "The port to listen on; 0 takes a free one."),
            Setting(
                "DEBUG",
                \.isDebug,
                .bool,
                strict: .off,
                note: { configuration in
                    guard configuration.isDebug else { return nil }
                    return "does nothing here; LOG_LEVEL=debug logs more, and development is ENVIRONMENT=development"
                },
                "The switch of other frameworks, which does nothing here."
            ),
        ]
    )
}
