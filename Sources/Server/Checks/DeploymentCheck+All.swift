import HTTPServer
import PostgreSQL
import Storage

extension DeploymentCheck {
    /// The table, in the order in which `check` prints it; `docs/checks.md` has a line for each row.
    package static let all: [DeploymentCheck] = settings + host + tls + database + redis + online

    /// What the settings alone tell; errors among them keep any command from running in production and staging.
    static let settings: [DeploymentCheck] = [
        DeploymentCheck(
            "settings",
            .error,
            .always,
            isForServe: false,
            "every setting that is given can be read",
            remedy: "write the values as docs/settings.md says"
        ) { context in
            let claimed = Set(all.filter(\.tellsRefusals).flatMap(\.settings))
            let rest = context.reading.problems.filter { $0.setting.map { !claimed.contains($0) } ?? true }
            return rest.isEmpty ? .well : .fault(rest.map { CheckFault("", $0.description) })
        },
        DeploymentCheck(
            "environment",
            .error,
            .deployment,
            settings: ["ENVIRONMENT"],
            "ENVIRONMENT is production or staging",
            remedy: "set ENVIRONMENT=production, or staging"
        ) { context in
            let environment = context.configuration.environment
            return environment.isStrict ? .well : .fault(CheckFault("ENVIRONMENT", "is \(environment.rawValue)"))
        },
        DeploymentCheck(of: "DEBUG", "debug", .error, "DEBUG is off", remedy: "set DEBUG=false"),
        DeploymentCheck(
            of: "WEBAPP_DEBUG_MODE_ENABLED",
            "debug-login",
            .error,
            "nobody can log in as somebody else",
            remedy: "set WEBAPP_DEBUG_MODE_ENABLED=false"
        ),
        DeploymentCheck(
            of: "TELEGRAM_BOT_TOKEN",
            "bot-token",
            .error,
            "TELEGRAM_BOT_TOKEN has the form of a token and is no example",
            remedy: "set it to the token that BotFather gave"
        ),
        DeploymentCheck(
            of: "TELEGRAM_BOT_API_SECRET",
            "bot-api-secret",
            .error,
            "TELEGRAM_BOT_API_SECRET is set, long enough, hard to guess and no example",
            remedy: "make one with: openssl rand -hex 32, and give it to the bot process, too"
        ),
        DeploymentCheck(
            of: "TELEGRAM_WEBHOOK_SECRET",
            "webhook-secret",
            .error,
            "TELEGRAM_WEBHOOK_SECRET is set, long enough, hard to guess and no example, where updates come by webhook",
            remedy: "make one with: openssl rand -hex 32, then run telegram-backend bot set-up"
        ),
        DeploymentCheck(
            of: "SESSION_SECRET",
            "session-secret",
            .error,
            "SESSION_SECRET is set, long enough, hard to guess and no example",
            remedy: "make one with: openssl rand -hex 32"
        ),
        DeploymentCheck(
            "secrets-distinct",
            .error,
            .deployment,
            "no secret is used twice",
            remedy: "make one of its own for each with: openssl rand -hex 32"
        ) { context in SecretReuse.finding(context.reading) },
        DeploymentCheck(
            "previous-secrets",
            .warning,
            .deployment,
            "no rotation of a secret is unfinished",
            remedy: "remove the previous secret once everybody has the new one"
        ) { context in
            let left = Setting.all.flatMap(\.previous).filter { $0.isSet(context.configuration) }
            return left.isEmpty ? .well : .fault(left.map { CheckFault(context.reading.name(of: $0), "is still set") })
        },
        DeploymentCheck(
            "database-password",
            .warning,
            .deployment,
            "the database's password is no example",
            remedy: "give the database's user another one: openssl rand -hex 24"
        ) { context in
            guard case .postgreSQL(let server) = context.configuration.database,
                let password = server.forPrograms?.password
            else { return nil }
            let common = ["admin", "password", "postgres", "root", "secret", "user", "test"]
            let isKnown = common.contains(password.lowercased()) || Placeholder.word(in: password) != nil
            return isKnown || password.utf8.count < 8
                ? .fault("the password in DATABASE_URL is one of those that are tried first") : .well
        },
        DeploymentCheck(
            of: "TELEGRAM_ADMINS",
            "admins",
            .warning,
            "somebody is an administrator from the beginning",
            remedy: "set TELEGRAM_ADMINS, or add one with telegram-backend admins add"
        ),
        DeploymentCheck(
            "public-url",
            .warning,
            .deployment,
            settings: ["PUBLIC_URL"],
            "PUBLIC_URL is where Telegram can reach a webhook, where updates come by one",
            remedy: "set PUBLIC_URL to the public https:// address of this server, on port 443, 80, 88 or 8443"
        ) { context in
            let configuration = context.configuration
            guard configuration.updateSource == .webhook else { return nil }
            return CheckFinding(PublicURL.fault(configuration))
        },
        DeploymentCheck(
            "rate-limits",
            .warning,
            .deployment,
            settings: ["RATE_LIMIT_MODE"],
            "requests beyond the rate limits are refused",
            remedy: "set RATE_LIMIT_MODE=enforce, or leave it out"
        ) { context in
            switch context.configuration.rateLimitMode {
            case .enforce: .well
            case .shadow: .well("RATE_LIMIT_MODE is shadow: they are counted, and let pass")
            case .off: .fault(CheckFault("RATE_LIMIT_MODE", "is off"))
            }
        },
        DeploymentCheck(
            "trusted-proxies",
            .warning,
            .deployment,
            settings: ["TRUSTED_PROXIES"],
            "the proxy that terminates TLS is trusted, so that each client has a limit of its own",
            remedy: "set TRUSTED_PROXIES to its address, such as 127.0.0.1, and let it set X-Forwarded-For"
        ) { context in
            let configuration = context.configuration
            let hasCertificate = Setting.named("SSL_CERT_PATH")?.isSet(configuration) ?? false
            guard !hasCertificate, !configuration.rates.isEmpty else { return nil }
            return configuration.server.trustedProxies.isEmpty
                ? .fault(CheckFault("TRUSTED_PROXIES", "is not set", "so all clients of a proxy are one")) : .well
        },
        DeploymentCheck(
            "setting-warnings",
            .warning,
            .always,
            "every setting that is given counts",
            remedy: "put it right or remove it, as docs/settings.md says"
        ) { context in
            let warnings = context.warnings
            return warnings.isEmpty ? .well : .fault(warnings.map { CheckFault("", "\($0.key): \($0.advice)") })
        },
    ]
}
