import Domain
import Impl
import Logging
import Platform
import Storage

/// `admins list`, `admins add` and `admins remove`.
package enum AdminsCommand {
    private static let words: [String] = ["list", "add", "remove"]

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        for line in try await lines(arguments, try arguments.configuration()) { Terminal.print(line) }
    }

    /// Does it, and says so, a line each.
    package static func lines(
        _ arguments: CommandLineArguments,
        _ configuration: Configuration
    ) async throws(CommandFailure) -> [String] {
        let word = arguments.operands[0]
        guard words.contains(word) else { throw .unknown("word behind admins", word, among: words) }
        let id = try id(arguments, word)
        let rank: Administrator.Rank = arguments.has(.superadmin) ? .superadmin : .admin
        guard word == "add" || !arguments.has(.superadmin) && !arguments.has(.name) else {
            throw .notUnderstood("--superadmin and --name belong to admins add")
        }
        let name = arguments[.name]
        guard name.map({ $0.unicodeScalars.count <= 255 }) ?? true else {
            throw .notUnderstood("--name has at most 255 characters")
        }
        return try await StoreConnection.withStore(configuration.database, configuration.databaseOptions) { store in
            // Those of the settings count, whether the server ran with them or not.
            try await store.administrators.seed(configuration.access.administratorRanks)
            switch word {
            case "list": return lines(try await store.administrators.list())
            case "add":
                guard let added = try await store.administrators.put(id, name: name, rank: rank) else {
                    throw CommandFailure.refused("\(id) is the last superadmin; make another one first")
                }
                return lines([added])
            default:
                switch try await store.administrators.remove(id) {
                case .removed: return ["\(id) is removed, and stays so where the settings still name them"]
                case .isLast: throw CommandFailure.refused("\(id) is the last one; add another one first")
                case .notFound: throw CommandFailure.refused("\(id) is no administrator")
                }
            }
        }
    }

    /// 0 for `list`.
    private static func id(_ arguments: CommandLineArguments, _ word: String) throws(CommandFailure) -> Int64 {
        let operands = arguments.operands.dropFirst()
        guard word != "list" else {
            guard operands.isEmpty else { throw .notUnderstood("admins list takes no id") }
            return 0
        }
        guard operands.count == 1, let text = operands.first else {
            throw .notUnderstood("admins \(word) needs one Telegram id")
        }
        guard let id = Int64(text), id > 0 else { throw .notUnderstood("a Telegram id is a number") }
        return id
    }

    private static func lines(_ administrators: [Administrator]) -> [String] {
        let lines = administrators.map { administrator in
            let state = administrator.isActive ? administrator.rank.rawValue : "removed"
            let since = RFC3339.string(microseconds: administrator.since)
            return "\(administrator.telegramID)  \(state)  since \(since)"
                + (administrator.name.isEmpty ? "" : "  \(Terminal.printable(administrator.name))")
        }
        return lines.isEmpty ? ["none"] : lines
    }
}
