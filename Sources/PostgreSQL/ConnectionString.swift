import Glibc

/// The address of and log-in at a PostgreSQL server, as libpq takes them: a URI or `key=value` pairs; what it leaves
/// open comes from `PG…` environment variables, service and password files.
///
/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
package struct ConnectionString: Sendable, Equatable, CustomStringConvertible {
    let text: String
    /// Hosts and ports, database and user, as far as the text gives them and they are certain to be what they look
    /// like.
    package let place: String
    /// Why there is no place where a credential may stand in it; nil where none may.
    package let doubt: String?

    /// nil where libpq does not understand it; the reason is not told, because libpq's own words may hold the password.
    package init?(_ text: String) {
        guard let parameters = ConnectionString.parameters(of: text) else { return nil }
        let values = Dictionary(parameters.map { ($0.key, $0.value) }) { $1 }
        self.text = text
        let isDoubtful = ConnectionString.mayBeginWithCredentials(text)
        place = isDoubtful ? "" : ConnectionString.place(values)
        doubt = isDoubtful ? ConnectionString.advice : nil
    }

    private static let advice: String =
        "the host is not told, as it may be a user and a password; those end with @, and : / ? # @ in them are "
        + "percent-encoded, %2F for /"

    /// True for a URI without `@` in which a password may pass for a port, a host or a database: `u:12/secret` of
    /// `u:12/secret@host`. Addresses, paths, `localhost` and names with a dot are no users.
    private static func mayBeginWithCredentials(_ text: String) -> Bool {
        let isURI = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
        guard isURI, !text.contains("@") else { return false }
        let rest = text.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
        let authority = Substring(rest.prefix { !"/?#".utf8.contains($0) })
        guard !authority.isEmpty else { return false }
        return !authority.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(isCertainHost)
    }

    /// - Parameter entry: a host, with or without a port.
    private static func isCertainHost(_ entry: Substring) -> Bool {
        if entry.hasPrefix("[") {
            var address = in6_addr()
            let text = entry.dropFirst().prefix { $0 != "]" && $0 != "%" }
            return inet_pton(AF_INET6, String(text), &address) == 1
        }
        let host = entry.prefix { $0 != ":" }
        return host == "localhost" || host.dropFirst().dropLast().contains(".") || host.lowercased().hasPrefix("%2f")
    }

    /// Never the text, which may hold a password.
    package var description: String { "<redacted>" }

    private static func place(_ values: [String: String]) -> String {
        func list(_ key: String) -> [Substring] {
            (values[key] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        }
        let hosts = list("host").contains { !$0.isEmpty } ? list("host") : list("hostaddr")
        let ports = list("port")
        var parts: [String] = []
        let isCertain = hosts.allSatisfy { isPlain($0, beside: ".:/%") } && ports.allSatisfy { isNumber($0) }
        if isCertain {
            let places = hosts.enumerated().map { index, host in
                let port = ports.count > 1 ? (index < ports.count ? ports[index] : "") : ports.first ?? ""
                return port.isEmpty ? "\(host)" : "\(host):\(port)"
            }
            parts = places.filter { !$0.isEmpty }
        }
        for (key, name) in [("dbname", "database"), ("user", "user")] {
            guard let value = values[key], !value.isEmpty, isPlain(value[...], beside: ".") else { continue }
            parts.append("\(name) \(value)")
        }
        return parts.joined(separator: ", ")
    }

    private static func isPlain(_ text: Substring, beside others: String) -> Bool {
        text.utf8.count <= 255
            && text.unicodeScalars.allSatisfy { character in
                character.isASCII && (character.properties.isAlphabetic || character.properties.numericType != nil)
                    || "_-".unicodeScalars.contains(character) || others.unicodeScalars.contains(character)
            }
    }

    private static func isNumber(_ text: Substring) -> Bool { text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}
