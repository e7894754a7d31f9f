internal import CPostgreSQL

/// Where a PostgreSQL server is and how to log in, in any form that libpq takes: a URI or `key=value` pairs; what it leaves
/// open comes from `PG…` environment variables, service and password files.
///
/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
package struct ConnectionString: Sendable, Equatable, CustomStringConvertible {
    let text: String
    /// Hosts and ports, database and user, as far as the text gives them and they look like what they are.
    package let place: String

    /// nil where libpq does not understand it; the reason is not told, because libpq's own words may hold the password.
    package init?(_ text: String) {
        guard !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option: UnsafeMutablePointer<PQconninfoOption> = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.text = text
        place = ConnectionString.place(values)
    }

    /// Never the text, which may hold a password.
    package var description: String { "<redacted>" }

    private static func place(_ values: [String: String]) -> String {
        func list(_ key: String) -> [Substring] {
            (values[key] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        }
        let hosts: [Substring] = list("host").contains { !$0.isEmpty } ? list("host") : list("hostaddr")
        let ports: [Substring] = list("port")
        var parts: [String] = []
        let isCertain = hosts.allSatisfy { isPlain($0, beside: ".:/%") } && ports.allSatisfy { isNumber($0) }
        if isCertain {
            let places: [String] = hosts.enumerated().map { index, host in
                let port: Substring = ports.count > 1 ? (index < ports.count ? ports[index] : "") : ports.first ?? ""
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
