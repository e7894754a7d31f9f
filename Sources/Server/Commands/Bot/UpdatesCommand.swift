import Domain
import Logging
import Platform
import Storage

/// `updates list`, `updates show`, `updates retry` and `updates drop`.
package enum UpdatesCommand {
    private static let words: [String] = ["list", "show", "retry", "drop"]
    private static let states: [String] = ["dead", "blocking", "pending", "all"]

    static func run(_ arguments: CommandLineArguments) async throws(CommandFailure) {
        for line in try await lines(arguments, try arguments.database()) { Terminal.print(line) }
    }

    /// Does it, and says so, a line each.
    package static func lines(
        _ arguments: CommandLineArguments,
        _ database: DatabaseURL
    ) async throws(CommandFailure) -> [String] {
        let word = arguments.operands[0]
        guard words.contains(word) else { throw .unknown("word behind updates", word, among: words) }
        let ids = try arguments.operands.dropFirst().map { (text) throws(CommandFailure) in
            guard let id = Int64(text) else {
                throw .notUnderstood("\(CommandLineArguments.quoted(text)) is no id of updates list")
            }
            return id
        }
        let selection = try selection(word, ids, arguments)
        let limit = try limit(arguments)
        return try await StoreConnection.withStore(database) { store in
            switch word {
            case "list": try await list(selection, limit, in: store)
            case "show": [try await show(ids[0], in: store)]
            case "retry": report(try await store.updates.retry(selection), ids, "is tried again")
            default: report(try await store.updates.drop(selection), ids, "is dropped")
            }
        }
    }

    private static func selection(
        _ word: String,
        _ ids: [Int64],
        _ arguments: CommandLineArguments
    ) throws(CommandFailure) -> UpdateSelection {
        var selection = UpdateSelection(kind: arguments[.kind], orderKey: arguments[.key].map { OrderKey(text: $0) })
        if let state = arguments[.state] {
            guard states.contains(state) else { throw .unknown("state", state, among: states) }
            selection.states = WaitingUpdate.State(rawValue: state).map { [$0] } ?? [.dead, .blocking, .pending]
        }
        switch word {
        case "list":
            guard ids.isEmpty else { throw .notUnderstood("updates list takes no id") }
        case "show":
            guard ids.count == 1 else { throw .notUnderstood("updates show needs one id") }
        default:
            let isAll = arguments.has(.all)
            guard ids.isEmpty == isAll else {
                throw .notUnderstood("updates \(word) needs ids, or --all for all that updates list prints")
            }
            guard !ids.isEmpty else { break }
            selection.ids = ids
            // Who names an update means it, whatever its state.
            if arguments[.state] == nil { selection.states = [.dead, .blocking, .pending] }
        }
        return selection
    }

    private static func limit(_ arguments: CommandLineArguments) throws(CommandFailure) -> Int {
        guard let text = arguments[.limit] else { return 100 }
        guard let limit = Int(text), (1...100_000).contains(limit) else {
            throw .notUnderstood("--limit is a number from 1 to 100000")
        }
        return limit
    }

    private static func list(
        _ selection: UpdateSelection,
        _ limit: Int,
        in store: Store
    ) async throws -> [String] {
        let updates = try await store.updates.list(selection, limit: limit + 1)
        var lines = updates.prefix(limit).map { update in
            [
                "\(update.id)", update.state.rawValue, "attempts \(update.attempts)",
                RFC3339.string(microseconds: update.receivedAt), update.kind.isEmpty ? "unknown" : update.kind,
                update.orderKey.text, Terminal.printable(update.fault),
            ].joined(separator: "  ")
        }
        if updates.count > limit { lines.append("there are more: --limit N") }
        return lines.isEmpty ? ["none"] : lines
    }

    private static func show(_ id: Int64, in store: Store) async throws -> String {
        guard let raw = try await store.updates.raw(id) else {
            throw CommandFailure.refused("there is no update \(id)")
        }
        return String(decoding: raw, as: UTF8.self)
    }

    /// A line for each; of those that were named and not found, too.
    private static func report(_ done: [Int64], _ named: [Int64], _ words: String) -> [String] {
        let missing = named.filter { !done.contains($0) }.map { "\($0) is not there" }
        let lines = done.map { "\($0) \(words)" } + missing
        return lines.isEmpty ? ["none"] : lines
    }
}
