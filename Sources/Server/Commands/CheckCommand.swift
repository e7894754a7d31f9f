internal import Generated
internal import Storage

/// `check`: go or no-go before a deployment; every line must be a go.
package enum CheckCommand {
    /// One line of the list.
    package struct Item: Sendable, Equatable {
        package var name: String
        /// nil where the item is a go; otherwise what to do.
        package var fault: String?
        /// What is worth knowing of an item that is a go.
        package var remark: String?

        package var line: String {
            fault.map { "✗ \(name): \($0)" } ?? "✓ \(name)" + (remark.map { " (\($0))" } ?? "")
        }
    }

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let configuration = try arguments.configuration()
        let items: [Item] = items(configuration)
        for item in items { Terminal.print(item.line) }
        // What an item says already is not said twice.
        for warning in configuration.warnings where !items.contains(where: { $0.name.hasPrefix("\(warning.key) ") }) {
            Terminal.print("! \(warning.key): \(warning.advice)")
        }
        let faults: Int = items.count { $0.fault != nil }
        Terminal.print(faults == 0 ? "GO: ready to be deployed" : "NO-GO: \(faults) of \(items.count) to be put right")
        if faults > 0 { throw .refused([]) }
    }

    package static func items(_ configuration: Configuration) -> [Item] {
        let (database, migrations): (String?, String?) = databaseFaults(configuration.database)
        let pooler: String? = database == nil ? poolerRemark(configuration.database) : nil
        func item(_ name: String, _ isGo: Bool, _ fault: String) -> Item {
            Item(name: name, fault: isGo ? nil : fault)
        }
        func isSet(_ key: ConfigurationKey, _ value: Any?) -> Item {
            item("\(key.rawValue) is set", value != nil, "set it")
        }
        let weaknesses = Dictionary(uniqueKeysWithValues: configuration.weakSecrets.map { ($0.key, $0.weakness) })
        func isStrong(_ key: ConfigurationKey, _ value: Any?) -> Item {
            let weakness = weaknesses[key].map { "it has \($0); make one with: openssl rand -hex 32" }
            return Item(name: "\(key.rawValue) is set and strong", fault: value == nil ? "set it" : weakness)
        }
        return [
            item(
                "ENVIRONMENT is production or staging",
                configuration.environment.isStrict,
                "it is \(configuration.environment.rawValue)"
            ),
            item("WEBAPP_DEBUG_MODE_ENABLED is off", !configuration.isDebugModeEnabled, "set it to False"),
            isSet(.telegramBotToken, configuration.botToken),
            isStrong(.telegramBotAPISecret, configuration.botAPISecret),
            isStrong(.telegramWebhookSecret, configuration.webhookSecret),
            isStrong(.sessionSecret, configuration.sessionSecret),
            item("TELEGRAM_ADMINS is set", !configuration.admins.isEmpty, "without it nobody is an administrator"),
            Item(name: "database is reachable", fault: database, remark: pooler),
        ]
            + exposure(configuration.database) + [
                Item(name: "migrations are applied", fault: migrations),
                item("contract is loaded", !ContractTables.routes.isEmpty, "this binary has no routes"),
            ]
    }

    /// Whether others can read or write the database; nothing of one that is not there, or whose files PostgreSQL guards.
    private static func exposure(_ location: DatabaseURL) -> [Item] {
        guard case .sqlite(let path) = location, let files = SQLiteStore.exposedFiles(path: path) else { return [] }
        let advice = "others than its owner can read or write it: chmod go-rwx \(files.joined(separator: " "))"
        return [Item(name: "database is its owner's alone", fault: files.isEmpty ? nil : advice)]
    }

    private static func poolerRemark(_ location: DatabaseURL) -> String? {
        guard case .postgreSQL(let target) = location, (try? PostgreSQLStore.isPooled(target)) == true else {
            return nil
        }
        return "through a connection pooler: settings and statements go with each transaction"
    }

    private static func databaseFaults(_ location: DatabaseURL) -> (database: String?, migrations: String?) {
        do throws(StorageError) {
            let missing: [String] = try MigrateCommand.missing(location)
            return (nil, missing.isEmpty ? nil : "run migrate; " + missing.joined(separator: ", "))
        } catch {
            switch error {
            case .migrations(let reason): return (nil, reason)
            case .unavailable(let reason), .internal(let reason):
                return (reason, "not known while the database is out of reach")
            }
        }
    }
}
