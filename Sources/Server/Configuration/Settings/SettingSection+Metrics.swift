extension SettingSection {
    static let metrics = SettingSection(
        title: "Metrics",
        settings: [
            Setting(
                "METRICS_ADDRESS",
                \.metricsAddress,
                .optional(
                    SettingType(
                        "host:port, with an IPv6 address in brackets",
                        example: "[::1]:9465",
                        print: \.text,
                        read: { ListenAddress($0) }
                    )
                ),
                strictDefault: ListenAddress("127.0.0.1:9464"),
                unset: "no metrics",
                "The address of `GET /metrics`, for Prometheus.",
                details: "Whoever reaches it reads it: keep it on the loopback address or in a private network."
            )
        ]
    )
}
