internal import CPostgreSQL

extension ConnectionString {
    /// The connection as PostgreSQL's own programs get it, such as `pg_dump`.
    package struct ForPrograms: Sendable {
        /// `key='value'` pairs without the password: everybody on a machine can read the command lines of its
        /// processes.
        package let text: String
        /// For `PGPASSWORD`, or nil.
        package let password: String?
        /// The database's name, else the user's; nil where the string has neither.
        package let name: String?
    }

    /// nil with `sslpassword`, which programs take on their command line alone.
    package var forPrograms: ForPrograms? {
        let parameters = ConnectionString.parameters(of: text) ?? []
        func value(_ key: String) -> String? { parameters.first { $0.key == key }.map(\.value) }
        guard value("sslpassword") == nil else { return nil }
        let words = parameters.filter { $0.key != "password" }.map { "\($0.key)=\(ConnectionString.quoted($0.value))" }
        return ForPrograms(
            text: words.joined(separator: " "),
            password: value("password"),
            name: [value("dbname"), value("user")].compactMap { $0 }.first { !$0.isEmpty }
        )
    }

    /// The same address with another database; nil where libpq does not understand it.
    package func of(database name: String) -> ConnectionString? {
        let parameters = ConnectionString.parameters(of: text) ?? []
        let words = parameters.filter { $0.key != "dbname" } + [(key: "dbname", value: name)]
        return ConnectionString(words.map { "\($0.key)=\(ConnectionString.quoted($0.value))" }.joined(separator: " "))
    }

    /// The fault of the connection in the last words of a PostgreSQL program, in ours, as theirs quote the address; nil
    /// where they are not about it.
    package static func fault(inWordsOfProgram errors: String) -> String? {
        let isAboutIt = [
            "connection to server", "could not translate host name", "could not connect",
            "server closed the connection",
        ].contains { errors.contains($0) }
        return isAboutIt ? ConnectionFault(errors).words ?? "the server refuses the connection" : nil
    }

    /// The parameters in a string, in libpq's order (`PQconninfoParse`); nil where libpq does not understand it.
    static func parameters(of text: String) -> [(key: String, value: String)]? {
        guard !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var parameters: [(key: String, value: String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters.append((String(cString: keyword), String(cString: value))) }
            option += 1
        }
        return parameters
    }

    private static func quoted(_ value: String) -> String {
        "'\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }
}
