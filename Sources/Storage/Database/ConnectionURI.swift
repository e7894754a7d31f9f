/// The rules for PostgreSQL's URIs, `postgres://user:password@host:port/database?parameter=value`, stricter than
/// libpq's.
///
/// Each character that separates parts (RFC 3986 § 2.2) does only that; where it belongs to a part it is
/// percent-encoded. Otherwise a password with `/` or `@` makes itself a host or a database, which messages name.
enum ConnectionURI {
    /// Throws what is wrong and where, without a word of the text.
    static func check(_ text: Substring) throws(DatabaseURL.Failure) {
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F || $0 == "#" }) else {
            throw DatabaseURL.Failure(
                "holds a blank, a control character or #; in a user, a password or a name write %20 for a blank, %23 for #"
            )
        }
        let (main, query) = split(text, at: "?")
        let (authority, database) = split(main, at: "/")
        guard !(database ?? "").contains("@"), !(query ?? "").contains("@"), query?.contains("?") != true else {
            throw DatabaseURL.Failure(
                "has @ or a second ? where the database and the parameters stand; in a user or a password write "
                    + "%2F for /, %3F for ?, %40 for @"
            )
        }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2 else {
            throw DatabaseURL.Failure("has more than one @ before the host; in a user or a password write %40 for @")
        }
        if parts.count == 2 { try checkCredentials(parts[0]) }
        try checkHosts(parts[parts.count - 1])
        if let database { try checkDatabase(database) }
        if let query { try checkParameters(query) }
    }

    private static func checkCredentials(_ text: Substring) throws(DatabaseURL.Failure) {
        guard !text.contains("["), !text.contains("]"), !text.contains("\\") else {
            throw DatabaseURL.Failure(
                "the user or the password holds [, ] or \\; write %5B for [, %5D for ], %5C for \\"
            )
        }
        try checkPercents(text, in: "the user or the password")
    }

    private static func checkHosts(_ text: Substring) throws(DatabaseURL.Failure) {
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) where !entry.isEmpty {
            var port: Substring?
            if entry.hasPrefix("[") {
                let (address, rest) = split(entry.dropFirst(), at: "]")
                guard let rest, rest.isEmpty || rest.hasPrefix(":"), !address.isEmpty,
                    address.utf8.allSatisfy({ isLetterOrDigit($0) || ":.%".utf8.contains($0) })
                else { throw DatabaseURL.Failure("between [ and ] must stand an IPv6 address, then : and a port") }
                port = rest.isEmpty ? nil : rest.dropFirst()
            } else {
                let (host, rest) = split(entry, at: ":")
                guard host.utf8.allSatisfy({ isLetterOrDigit($0) || "-._~%".utf8.contains($0) || $0 > 0x7F }) else {
                    throw DatabaseURL.Failure(
                        "the host is no name, address or percent-encoded path; a user or a password ends with @, and "
                            + "what separates parts (: / ? # [ ] @) is percent-encoded in it"
                    )
                }
                try checkPercents(host, in: "the host")
                port = rest
            }
            guard let port else { continue }
            guard port.isEmpty || isPort(port) else {
                throw DatabaseURL.Failure(
                    "the port is no number from 1 to 65535; if that is a part of a password, write %2F for /, %3F for ?, "
                        + "%23 for #, %40 for @ in it, and @ behind it"
                )
            }
        }
    }

    private static func checkDatabase(_ text: Substring) throws(DatabaseURL.Failure) {
        guard !text.contains(where: { "/:[]\\".contains($0) }) else {
            throw DatabaseURL.Failure(
                "the database's name holds /, :, [, ] or \\; in it, and in a user or a password, write %2F for /, "
                    + "%3A for :, %5B for [, %5D for ], %5C for \\"
            )
        }
        try checkPercents(text, in: "the database's name")
    }

    private static func checkParameters(_ text: Substring) throws(DatabaseURL.Failure) {
        for parameter in text.split(separator: "&", omittingEmptySubsequences: false) {
            let (name, value) = split(parameter, at: "=")
            guard let value, !value.contains("="), !name.isEmpty,
                name.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == 0x5F })
            else {
                throw DatabaseURL.Failure(
                    "behind ? stand parameters, name=value with & between them; in a user or a password write %3F for ?"
                )
            }
            try checkPercents(value, in: "a parameter's value")
            guard name != "port" || value.split(separator: ",").allSatisfy(isPort) else {
                throw DatabaseURL.Failure("the parameter port is no number from 1 to 65535")
            }
        }
    }

    /// `%` and two hexadecimal digits, which are not a zero byte.
    private static func checkPercents(_ text: Substring, in part: String) throws(DatabaseURL.Failure) {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == 0x25 {
            let digits = bytes[(index + 1)...].prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
                digits.contains(where: { $0 != 0x30 })
            else {
                throw DatabaseURL.Failure("\(part) holds a % without two hexadecimal digits behind it; write %25 for %")
            }
        }
    }

    /// The text before the first separator, and what stands behind it; nil where there is none.
    private static func split(_ text: Substring, at separator: Character) -> (Substring, Substring?) {
        guard let index = text.firstIndex(of: separator) else { return (text, nil) }
        return (text[..<index], text[text.index(after: index)...])
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && UInt16(text).map { $0 > 0 } ?? false
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
