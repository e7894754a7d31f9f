internal import CPostgreSQL

/// Where a PostgreSQL server is and how to log in, in any form that libpq takes: a URI or `key=value` pairs; what it leaves
/// open comes from `PG…` environment variables, service and password files.
///
/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
package struct ConnectionString: Sendable, Equatable, CustomStringConvertible {
    let text: String

    /// nil where libpq does not understand it; the reason is not told, because libpq's own words may hold the password.
    package init?(_ text: String) {
        guard !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { return nil }
        PQconninfoFree(options)
        self.text = text
    }

    /// Never the text, which may hold a password.
    package var description: String { "<redacted>" }
}
