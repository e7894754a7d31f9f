import PostgreSQL
import Storage

extension DeploymentCheck {
    /// What the database tells.
    static let database: [DeploymentCheck] = [
        DeploymentCheck(
            "database",
            .error,
            .always,
            settings: ["DATABASE_URL"],
            isForServe: false,
            "the database is reached",
            remedy: "start it, or put DATABASE_URL right"
        ) { context in
            switch context.database {
            case .none: nil
            case .outOfReach(let reason): .fault(reason)
            case .reached: .well
            }
        },
        DeploymentCheck(
            "migrations",
            .error,
            .always,
            isForServe: false,
            "all migrations are applied",
            remedy: "run telegram-backend migrate"
        ) { context in
            guard case .reached(let found) = context.database else { return nil }
            if let fault = found.migrationFault { return .fault(fault) }
            let missing = found.missing.map { "\($0.version) \($0.name)" }
            return missing.isEmpty ? .well : .fault("missing: \(missing.joined(separator: ", "))")
        },
        DeploymentCheck(
            "pooler",
            .info,
            .always,
            "how PostgreSQL is reached",
            remedy: "nothing; docs/operations/postgresql.md says what a pooler changes"
        ) { context in
            guard case .reached(let found) = context.database, case .postgreSQL = context.configuration.database else {
                return nil
            }
            return .well(
                found.isPooled
                    ? "through a connection pooler: settings and statements go with each transaction" : "directly"
            )
        },
        DeploymentCheck(
            "database-tls",
            .warning,
            .deployment,
            "what is sent to PostgreSQL is encrypted, or stays on this machine",
            remedy: "turn TLS on in the server, and add sslmode=verify-full to DATABASE_URL"
        ) { context in
            guard case .reached(let found) = context.database, case .postgreSQL = context.configuration.database else {
                return nil
            }
            return found.isPrivate ? .well : .fault("the connection to the database is not encrypted")
        },
        DeploymentCheck(
            "replica",
            .warning,
            .always,
            settings: ["DATABASE_REPLICA_URL"],
            "the standby of DATABASE_REPLICA_URL can be read from",
            remedy: "put it right; until then pages are read from the primary"
        ) { context in
            switch context.replica {
            case .none: nil
            case .well: .well
            case .fault(let reason): .fault("the standby \(reason)")
            }
        },
    ]
}
