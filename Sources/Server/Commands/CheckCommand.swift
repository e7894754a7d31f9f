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

    static func run(_ configuration: Configuration) -> Int32 {
        let items: [Item] = items(configuration)
        for item in items { Terminal.print(item.line) }
        let faults: Int = items.count { $0.fault != nil }
        Terminal.print(faults == 0 ? "GO: ready to be deployed" : "NO-GO: \(faults) of \(items.count) to be put right")
        return faults == 0 ? 0 : 1
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
        return [
            item(
                "ENVIRONMENT is production",
                configuration.environment == .production,
                "it is \(configuration.environment.rawValue)"
            ),
            item("WEBAPP_DEBUG_MODE_ENABLED is off", !configuration.isDebugModeEnabled, "set it to False"),
            isSet(.telegramBotToken, configuration.botToken),
            isSet(.telegramBotAPISecret, configuration.botAPISecret),
            isSet(.telegramWebhookSecret, configuration.webhookSecret),
            isSet(.sessionSecret, configuration.sessionSecret),
            item("TELEGRAM_ADMINS is set", !configuration.admins.isEmpty, "without it nobody is an administrator"),
            Item(name: "database is reachable", fault: database, remark: pooler),
            Item(name: "database is its owner's alone", fault: exposure(configuration.database)),
            Item(name: "migrations are applied", fault: migrations),
            item("contract is loaded", !ContractTables.routes.isEmpty, "this binary has no routes"),
        ]
    }

    /// PostgreSQL guards its files itself.
    private static func exposure(_ location: DatabaseURL) -> String? {
        guard case .sqlite(let path) = location else { return nil }
        let files: [String] = SQLiteStore.exposedFiles(path: path)
        guard !files.isEmpty else { return nil }
        return "every user of this machine may read it: chmod o-rwx \(files.joined(separator: " "))"
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
