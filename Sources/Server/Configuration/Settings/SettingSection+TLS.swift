import HTTPServer

extension SettingSection {
    static let tls = SettingSection(
        title: "TLS",
        settings: [
            Setting(
                "SSL_CERT_PATH",
                \.tls.certificate,
                .optional(.text(example: "/etc/letsencrypt/live/api.example.org/fullchain.pem")),
                unset: "HTTP in the clear, for a proxy in front that terminates TLS",
                conflict: { $0.tls.certificate != nil && $0.tls.key == nil ? "needs SSL_KEY_PATH beside it" : nil },
                "The file of the certificate, in PEM, with those of its issuers behind it; `PORT` speaks TLS with it.",
                details: """
                    Read again on SIGHUP, and by itself when it changes; no connection is lost. See docs/tls.md.
                    """
            ),
            Setting(
                "SSL_KEY_PATH",
                \.tls.key,
                .optional(.text(example: "/etc/letsencrypt/live/api.example.org/privkey.pem")),
                conflict: { $0.tls.key != nil && $0.tls.certificate == nil ? "needs SSL_CERT_PATH beside it" : nil },
                "The file of the certificate's private key, in PEM and not encrypted."
            ),
            Setting(
                "SSL_CHAIN_PATH",
                \.tls.chain,
                .optional(.text(example: "/etc/letsencrypt/live/api.example.org/chain.pem")),
                conflict: { $0.tls.chain != nil && $0.tls.certificate == nil ? "needs SSL_CERT_PATH beside it" : nil },
                "The file of the issuers' certificates, where they do not stand behind the certificate."
            ),
            Setting(
                "HTTP_PORT",
                \.server.plainPort,
                .optional(.integer(0...65_535)),
                unset: "no second port",
                conflict: { configuration in
                    guard configuration.server.plainPort != nil, configuration.tls.certificate == nil else {
                        return nil
                    }
                    return "has no use without SSL_CERT_PATH: PORT itself is in the clear"
                },
                "A second port, for HTTP in the clear beside TLS; 0 takes a free one."
            ),
            Setting(
                "ENABLE_HTTPS_REDIRECT",
                \.tls.redirects,
                .bool,
                conflict: { $0.tls.redirects && $0.publicURL == nil ? "needs PUBLIC_URL, to send requests to" : nil },
                "Answers requests that came in the clear with 308 to `PUBLIC_URL`.",
                details: """
                    Those that came by HTTP_PORT, and those of which a trusted proxy says so. Health, readiness and the
                    webhook are answered all the same.
                    """
            ),
            Setting(
                "HSTS",
                \.tls.strictTransport,
                .optional(
                    SettingType(
                        "off or max-age=<seconds>, with includeSubDomains and preload behind it between semicolons",
                        example: "max-age=63072000; includeSubDomains",
                        print: { $0 },
                        read: ConfigurationRules.strictTransport
                    )
                ).mapped(to: { $0 == "off" ? nil : $0 }, from: { $0 }),
                strictDefault: "max-age=31536000",
                unset: "not sent",
                "The field `Strict-Transport-Security` of answers over TLS: browsers ask for nothing in the clear then.",
                details: """
                    A browser keeps to it for so many seconds, whatever the server says later. includeSubDomains is for
                    whoever knows that all names below speak TLS, preload for whoever means it for ever.
                    """
            ),
        ]
    )
}
