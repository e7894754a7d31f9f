/// The host and port of a node.
package struct RedisAddress: Sendable, Hashable {
    package static let standardPort: UInt16 = 6_379

    /// A name, an IPv4 address, or an IPv6 address without brackets.
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16 = standardPort) {
        self.host = host
        self.port = port
    }

    /// `host[:port]`, `[IPv6]` or `[IPv6]:port`, as people write it; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var host = Substring(text)
        var port: Substring?
        if host.hasPrefix("[") {
            guard let end = host.lastIndex(of: "]") else { return nil }
            let after = host[host.index(after: end)...]
            host = host[..<end].dropFirst()
            guard host.contains(":"), after.isEmpty || after.hasPrefix(":") else { return nil }
            if !after.isEmpty { port = after.dropFirst() }
        } else if let colon = host.lastIndex(of: ":") {
            port = host[host.index(after: colon)...]
            host = host[..<colon]
            guard !host.contains(":") else { return nil }
        }
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: ":"), UInt8(ascii: "%"):
                true
            default: false
            }
        }
        guard !host.isEmpty, isPlain else { return nil }
        self.host = String(host)
        guard let port else {
            self.port = Self.standardPort
            return
        }
        guard let number = Self.port(port) else { return nil }
        self.port = number
    }

    /// As people write it.
    package var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// `host:port` as nodes write it, where an IPv6 address has no brackets; the host may be empty, which means the one
    /// that was asked.
    init?(redirection text: Substring) {
        guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
            return nil
        }
        host = String(text[..<colon])
        self.port = port
    }

    /// This address, or that of `node` where the host is the one that was asked.
    func seen(from node: RedisAddress) -> RedisAddress {
        host.isEmpty || host == "?" ? RedisAddress(host: node.host, port: port) : self
    }

    private static func port(_ text: Substring) -> UInt16? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = UInt16(text), number > 0
        else { return nil }
        return number
    }
}
