import Crypto

/// `redis://[[user]:password@]host[:port][,host[:port]…][/database]`.
package struct RedisURL: Sendable {
    package let nodes: [RedisAddress]
    package let user: Secret?
    package let password: Secret?
    package let database: Int

    /// Why a text is no address; never with a part of it.
    package enum Fault: Error, Sendable {
        /// `rediss://`, which asks for TLS.
        case encrypted
        case malformed
    }

    package init(_ text: String) throws(Fault) {
        guard !text.hasPrefix("rediss://") else { throw .encrypted }
        guard text.hasPrefix("redis://") else { throw .malformed }
        var rest = text.dropFirst("redis://".count)
        var database = 0
        if let slash = rest.lastIndex(of: "/"), !rest[slash...].contains("@") {
            let number = rest[rest.index(after: slash)...]
            if !number.isEmpty {
                guard number.utf8.count <= 5, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                    let value = Int(number)
                else { throw .malformed }
                database = value
            }
            rest = rest[..<slash]
        }
        (user, password) = try Self.credentials(&rest)
        var nodes: [RedisAddress] = []
        for part in rest.split(separator: ",", omittingEmptySubsequences: false) {
            guard let node = RedisAddress(part) else { throw .malformed }
            nodes.append(node)
        }
        self.nodes = nodes
        self.database = database
    }

    /// Takes what stands before the last `@` away.
    private static func credentials(_ rest: inout Substring) throws(Fault) -> (user: Secret?, password: Secret?) {
        guard let at = rest.lastIndex(of: "@") else { return (nil, nil) }
        let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        rest = rest[rest.index(after: at)...]
        guard parts.count == 2 else { throw .malformed }
        guard let user = decoded(parts[0]), let password = decoded(parts[1]), !password.isEmpty else {
            throw .malformed
        }
        return (user.isEmpty ? nil : Secret(user), Secret(password))
    }

    /// Percent-decoding (RFC 3986 § 2.1); a sign that begins no escape is refused.
    private static func decoded(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var left = Array(text.utf8)[...]
        while let byte = left.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = left.prefix(2)
            guard let value = Hex.decode(String(decoding: digits, as: UTF8.self).lowercased()), value.count == 1 else {
                return nil
            }
            bytes.append(value[0])
            left = left.dropFirst(2)
        }
        return bytes
    }
}
