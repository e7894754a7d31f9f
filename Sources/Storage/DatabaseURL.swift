/// Where the data lies, as `DATABASE_URL` says it.
package enum DatabaseURL: Sendable, Equatable {
    /// A file: `sqlite:./file.sqlite` (from the working directory) or `sqlite:///absolute/file.sqlite`.
    case sqlite(path: String)

    /// Why a text is no usable address; says the rule, and never the text, which may hold a password.
    package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }

    /// Reads an address. The path is taken as it stands, without percent-decoding.
    package init(parsing text: String) throws(Failure) {
        if text.hasPrefix("postgres:") || text.hasPrefix("postgresql:") {
            throw Failure("PostgreSQL is not in this version; use sqlite:./file.sqlite")
        }
        guard text.hasPrefix("sqlite:") else {
            throw Failure("must start with sqlite:, as in sqlite:./file.sqlite or sqlite:///absolute/file.sqlite")
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
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x3F || $0 == 0x23 || $0 == 0x7F }) else {
            throw Failure("a path with ?, # or control characters is not supported, and there are no parameters")
        }
        self = .sqlite(path: String(path))
    }
}
