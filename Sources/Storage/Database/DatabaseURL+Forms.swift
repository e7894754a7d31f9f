import PostgreSQL

/// The forms in which other programs write addresses, made into those that `init(parsing:)` reads.
extension DatabaseURL {
    /// Drops the driver that SQLAlchemy wants (`postgresql+asyncpg://`, `sqlite+aiosqlite://`), reads SQLAlchemy's
    /// paths of SQLite, and turns parameters that libpq does not know into those that it does.
    ///
    /// A text of no known form comes back as it is.
    static func standardForm(_ text: String) throws(Failure) -> String {
        let scheme = text.prefix { $0 != ":" }
        let words = scheme.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard scheme.endIndex < text.endIndex, words.dropFirst().allSatisfy(isDriver) else { return text }
        let rest = text[scheme.endIndex...].dropFirst()
        switch words[0] {
        case "sqlite": return "sqlite:\(try sqlitePath(rest))"
        case "postgres", "postgresql":
            guard rest.hasPrefix("//") else { return text }
            return try withKnownParameters("\(words[0]):\(rest)")
        default: return text
        }
    }

    private static func isDriver(_ word: Substring) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    /// The part behind `sqlite:`, made a path behind `//` or a path alone.
    ///
    /// SQLAlchemy writes three slashes before a path from the working directory and four before an absolute one; others
    /// write three before an absolute one. With three, a path is from the working directory where it begins with `./`
    /// or `../` or is a name alone (nobody keeps a database in the root folder), and absolute otherwise.
    private static func sqlitePath(_ rest: Substring) throws(Failure) -> Substring {
        if let query = rest.firstIndex(of: "?") {
            let name = rest[query...].dropFirst().prefix { $0 != "=" && $0 != "&" }
            throw Failure("has \(described(name)); SQLite's address has no parameters, and a path no ?")
        }
        guard rest.hasPrefix("///") else { return rest }
        let path = rest.dropFirst(3)
        if path.hasPrefix("/") { return "///" + path.drop { $0 == "/" } }
        return path.hasPrefix("./") || path.hasPrefix("../") || !path.contains("/") ? path : rest
    }

    // MARK: PostgreSQL's parameters

    /// The settings of other programs, and the setting of ours that does the same.
    private static let settings: [String: String] = [
        "connection_limit": "DB_POOL_SIZE", "pool_size": "DB_POOL_SIZE", "max_connections": "DB_POOL_SIZE",
        "pool_timeout": "DB_POOL_TIMEOUT", "statement_timeout": "DB_STATEMENT_TIMEOUT",
        "command_timeout": "DB_STATEMENT_TIMEOUT",
    ]

    private static func withKnownParameters(_ text: String) throws(Failure) -> String {
        guard let start = text.firstIndex(of: "?") else { return text }
        let query = text[start...].dropFirst()
        // A `?` before an `@` may be part of a password, and nothing behind it is a name then.
        guard !query.contains("@") else { return text }
        var parameters: [String] = []
        var modes: Set<String> = []
        for parameter in query.split(separator: "&", omittingEmptySubsequences: false) {
            let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair[0]
            guard pair.count == 2 else { throw Failure("has \(described(name)) without a value") }
            switch name {
            case "ssl", "sslmode": modes.insert(try sslMode(String(name), pair[1].lowercased()))
            case "schema":
                guard pair[1] == "public" else {
                    throw Failure(
                        "has the parameter \"schema\", which libpq does not know; tables are kept in the schema that "
                            + "comes first for the user: ALTER ROLE … SET search_path = …"
                    )
                }
            default:
                guard ConnectionString.keywords.contains(String(name)) else {
                    let advice = settings[String(name)].map { "; use \($0)" } ?? "; remove it"
                    throw Failure("has \(described(name)) that libpq does not know\(advice)")
                }
                parameters.append(String(parameter))
            }
        }
        guard modes.count <= 1 else { throw Failure("has \"ssl\" and \"sslmode\", which say different things") }
        parameters += modes.map { "sslmode=\($0)" }
        return text[..<start] + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
    }

    /// libpq's `sslmode` for it or for `ssl`, which asyncpg, node-postgres and JDBC write.
    private static func sslMode(_ name: String, _ value: String) throws(Failure) -> String {
        switch (name, value) {
        case (_, "disable"), (_, "allow"), (_, "prefer"), (_, "require"), (_, "verify-ca"), (_, "verify-full"):
            return value
        case ("ssl", "true"), ("ssl", "1"), ("ssl", "on"), ("ssl", "yes"): return "require"
        case ("ssl", "false"), ("ssl", "0"), ("ssl", "off"), ("ssl", "no"): return "disable"
        default:
            let words = name == "ssl" ? "true, false, " : ""
            throw Failure("\"\(name)\" must be \(words)disable, allow, prefer, require, verify-ca or verify-full")
        }
    }

    /// Names of parameters that other programs know and libpq does not.
    private static let foreign: Set<String> = settings.keys.reduce(into: [
        "ssl", "schema", "currentSchema", "pgbouncer", "charset", "encoding", "timezone", "TimeZone", "useSSL",
        "sslaccept", "prepareThreshold", "prepared_statement_cache_size", "statement_cache_size", "server_settings",
        "socket_timeout", "timeout", "cache", "mode", "check_same_thread", "verbose",
    ]) { $0.insert($1) }

    /// A parameter by its name, where that is certain to be one: any other word behind a `?` may be part of a password.
    private static func described(_ name: Substring) -> String {
        let isName = foreign.contains(String(name)) || ConnectionString.keywords.contains(String(name))
        return isName ? "the parameter \"\(name)\"" : "a parameter"
    }
}
