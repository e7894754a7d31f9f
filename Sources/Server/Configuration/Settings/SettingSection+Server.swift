import HTTPServer
import HTTPTypes

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
                "TRUSTED_PROXIES",
                \.server.trustedProxies,
                .trustedProxies,
                unset: "nobody is believed: a request is its peer's",
                note: { configuration in
                    let isForAll = configuration.server.trustedProxies.networks.contains { $0.isEverything }
                    return isForAll ? "trusts everybody: anyone can claim any address" : nil
                },
                "The proxies in front, whose word about their clients' addresses counts.",
                details: """
                    Networks or addresses, and unix for local sockets. From them, X-Forwarded-For or Forwarded name the client:
                    the right-most address that is no trusted proxy's. See docs/rate-limits.md.
                    """
            ),
            Setting(
                "PROXY_PROTOCOL",
                \.proxyProtocol,
                .choice(example: .v2),
                conflict: { configuration in
                    configuration.proxyProtocol != .off && configuration.server.trustedProxies.isEmpty
                        ? "needs TRUSTED_PROXIES" : nil
                },
                "v2: each connection from a trusted proxy begins with a header of the PROXY protocol, version 2."
            ),
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
