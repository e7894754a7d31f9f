/// Where to listen: a numeric address, and a port; 0 takes a free one.
package struct ListenAddress: Sendable, Equatable {
    package var host: String
    package var port: UInt16

    /// `host:port`; IPv6 in brackets.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let number = Decimal.digits(String(text[text.index(after: colon)...])),
            let port = UInt16(exactly: number)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard let valid = ConfigurationRules.host(String(host)) else { return nil }
        self.host = valid
        self.port = port
    }

    /// As it is written in a setting.
    package var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
