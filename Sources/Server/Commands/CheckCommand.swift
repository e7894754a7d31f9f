import Generated
import Platform
import Storage

/// `check`: go or no-go before a deployment; every line must be a go.
package enum CheckCommand {
    /// One line of the list.
    package struct Item: Sendable, Equatable {
        package var name: String
        /// nil where the item is a go; otherwise what to do.
        package var fault: String?
        /// The remark worth making of an item that is a go.
        package var remark: String?

        package var line: String {
            fault.map { "✗ \(name): \($0)" } ?? "✓ \(name)" + (remark.map { " (\($0))" } ?? "")
        }
    }

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        let configuration = try arguments.configuration()
        let items = items(configuration)
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
        let (database, migrations) = databaseFaults(configuration.database)
        let pooler: String? = database == nil ? poolerRemark(configuration.database) : nil
        func item(_ name: String, _ isGo: Bool, _ fault: String) -> Item {
            Item(name: name, fault: isGo ? nil : fault)
        }
        return [
            item(
                "ENVIRONMENT is production or staging",
                configuration.environment.isStrict,
                "it is \(configuration.environment.rawValue)"
            )
        ]
            + Setting.all.compactMap { CheckCommand.item(of: $0, in: configuration) } + [
                Item(name: "database is reachable", fault: database, remark: pooler)
            ]
            + exposure(configuration.database) + [
                Item(name: "migrations are applied", fault: migrations),
                item("contract is loaded", !ContractTables.routes.isEmpty, "this binary has no routes"),
            ]
    }

    /// The demand of a deployment on a setting; nil where it asks nothing.
    private static func item(of setting: Setting, in configuration: Configuration) -> Item? {
        switch setting.strictRule {
        case .none: return nil
        case .off:
            return Item(
                name: "\(setting.name) is off",
                fault: setting.isOn(configuration) ? "set it to false" : nil
            )
        case .advised, .required, .strong:
            guard setting.isNeeded(configuration) || setting.isSet(configuration) else { return nil }
            let isStrong = if case .strong = setting.strictRule { " and strong" } else { "" }
            let weakness = setting.weakness(in: configuration).map {
                "it has \($0); make one with: openssl rand -hex 32"
            }
            return Item(
                name: "\(setting.name) is set\(isStrong)",
                fault: setting.isSet(configuration) ? weakness : "set it; without it \(setting.whereUnset)"
            )
        }
    }

    /// Warns of others who can read or write the database; nothing of one not there, or whose files PostgreSQL guards.
    private static func exposure(_ location: DatabaseURL) -> [Item] {
        guard let files = Store.exposedFiles(location) else { return [] }
        let advice = "others than its owner can read or write it: chmod go-rwx \(files.joined(separator: " "))"
        return [Item(name: "database is its owner's alone", fault: files.isEmpty ? nil : advice)]
    }

    private static func poolerRemark(_ location: DatabaseURL) -> String? {
        guard (try? Store.isPooled(location)) == true else { return nil }
        return "through a connection pooler: settings and statements go with each transaction"
    }

    private static func databaseFaults(_ location: DatabaseURL) -> (database: String?, migrations: String?) {
        do throws(StorageError) {
            let missing = try MigrateCommand.missing(location)
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
