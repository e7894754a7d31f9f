import HTTPServer

extension SettingSection {
    static let limits = SettingSection(
        title: "Limits",
        settings: [
            Setting(
                "LOOPS",
                \.server.loops,
                .count(upTo: 256),
                old: ["WORKERS"],
                unset: "one for each core but one, which is left to the database and the kernel",
                "Event loops, one thread each."
            ),
            Setting(
                "MAX_CONNECTIONS",
                \.server.maxConnections,
                .integer(1...1_000_000),
                "Connections of all clients together."
            ),
            Setting(
                "MAX_CONNECTIONS_PER_ADDRESS",
                \.server.maxConnectionsPerAddress,
                .integer(1...1_000_000),
                "Connections from one address; those of TRUSTED_PROXIES are not counted."
            ),
            Setting(
                "MAX_REQUESTS_PER_CONNECTION",
                \.server.maxRequestsPerConnection,
                .integer(1...1_000_000_000),
                "Requests on one connection; the last is answered with `Connection: close`."
            ),
            Setting(
                "HEADER_TIMEOUT",
                \.server.headerTimeout,
                .seconds(1...600),
                "The seconds that the header of a request may take."
            ),
            Setting(
                "IDLE_TIMEOUT",
                \.server.idleTimeout,
                .seconds(1...3_600),
                "The seconds that a connection may be idle between two requests."
            ),
            Setting(
                "DRAIN_DEADLINE",
                \.server.drainTimeout,
                .seconds(1...3_600),
                "The seconds for finishing after SIGTERM."
            ),
        ]
    )
}
