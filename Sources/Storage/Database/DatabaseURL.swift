import PostgreSQL

/// The place of the data, as `DATABASE_URL` says it.
package enum DatabaseURL: Sendable, Equatable {
    /// A file: `sqlite:./file.sqlite` (from the working directory) or `sqlite:///absolute/file.sqlite`; see
    /// `standardForm` for what else is taken.
    case sqlite(path: String)
    /// A server, in any form that libpq takes: `postgres://…`, `postgresql://…`, or `key=value` pairs.
    case postgreSQL(ConnectionString)

    /// Why a text is no usable address; says the rule, and never the text, which may hold a password.
    package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }

    /// Reads an address. The path is taken as it stands, without percent-decoding.
    package init(parsing text: String) throws(Failure) {
        let text = try DatabaseURL.standardForm(text)
        guard text.hasPrefix("sqlite:") else {
            self = .postgreSQL(try DatabaseURL.connectionString(text))
            return
        }
        var path = text.dropFirst("sqlite:".count)
        if path.hasPrefix("//") {
            path = path.dropFirst(2)
            guard path.hasPrefix("/") else {
                throw Failure("after sqlite:// comes an absolute path, as in sqlite:///absolute/file.sqlite")
            }
        }
        guard path != ":memory:", path != "/:memory:" else {
            throw Failure("a database in memory would not keep what was acknowledged; name a file")
        }
        guard !path.isEmpty, !path.hasSuffix("/") else {
            throw Failure("names no file; use sqlite:./file.sqlite or sqlite:///absolute/file.sqlite")
        }
        guard !path.contains("://"), !path.contains("@") || !path.contains(":") else {
            throw Failure("after sqlite: stands a path, not another address")
        }
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x3F || $0 == 0x23 || $0 == 0x7F }) else {
            throw Failure("a path with ?, # or control characters is not supported, and there are no parameters")
        }
        self = .sqlite(path: String(path))
    }

    private static func connectionString(_ text: String) throws(Failure) -> ConnectionString {
        let scheme = text.prefix { $0 != ":" && $0 != "=" }
        let isURI = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
        guard isURI || text.dropFirst(scheme.count).hasPrefix("=") else {
            throw Failure(
                "must start with sqlite: or postgres://, as in sqlite:./file.sqlite or postgres://user@host/database"
            )
        }
        if isURI, let start = text.firstRange(of: "://")?.upperBound { try ConnectionURI.check(text[start...]) }
        guard let target = ConnectionString(text) else {
            throw Failure(
                isURI
                    ? "has a parameter that libpq does not know"
                    : "is no list of key=value that libpq understands; a value with blanks stands in single quotes"
            )
        }
        return target
    }
}
