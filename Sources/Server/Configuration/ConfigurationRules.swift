import Glibc
import HTTPClient
import Telegram

/// The form of the texts in the configuration; each function returns nil for one that does not have it.
enum ConfigurationRules {
    /// Characters that the secrets of the bot process and of sessions need everywhere.
    static let minimumSharedSecretCount: Int = 32

    /// Bot tokens are `<bot id>:<secret>`.
    static func botToken(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = parts.first, let secret = parts.last else { return nil }
        guard Decimal.digits(String(id)) != nil, secret.utf8.count >= 20, secret.utf8.allSatisfy(isURLSafe) else {
            return nil
        }
        return text
    }

    /// A shared secret: at least 32 characters, printable ASCII.
    static func sharedSecret(_ text: String) -> String? {
        let isLong = text.utf8.count >= minimumSharedSecretCount
        guard isLong, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return text
    }

    /// The text, if `setWebhook` accepts it as `secret_token`.
    static func webhookSecret(_ text: String) -> String? {
        (1...256).contains(text.utf8.count) && text.utf8.allSatisfy(isURLSafe) ? text : nil
    }

    static func botUsername(_ text: String) -> String? {
        BotUsername.isValid(text) ? text : nil
    }

    /// Telegram's ids have at most 52 significant bits.
    static func telegramIDs(_ text: String) -> Set<Int64>? {
        var ids: Set<Int64> = []
        for part in list(text) {
            guard let id = Decimal.digits(part), id > 0, id < 1 << 52 else { return nil }
            ids.insert(id)
        }
        return ids
    }

    /// "off", or a value of `Strict-Transport-Security` (RFC 6797 § 6.1).
    static func strictTransport(_ text: String) -> String? {
        if text.lowercased() == "off" { return "off" }
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
        guard let age = parts.first, age.hasPrefix("max-age="), Decimal.digits(String(age.dropFirst(8))) != nil,
            parts.dropFirst().allSatisfy({ $0 == "includeSubDomains" || $0 == "preload" }),
            Set(parts).count == parts.count
        else { return nil }
        return parts.joined(separator: "; ")
    }

    /// An address that can be bound: IPv4, IPv6 or `localhost`.
    static func host(_ text: String) -> String? {
        if text == "localhost" { return "127.0.0.1" }
        var address = in6_addr()
        return inet_pton(AF_INET, text, &address) == 1 || inet_pton(AF_INET6, text, &address) == 1 ? text : nil
    }

    /// `https://host[:port][/path]`, or `http://` and a host of a private network; returned without the slash at its
    /// end.
    static func baseURL(_ text: String) -> String? {
        guard let rest = afterScheme(text), !text.utf8.contains(where: { "?#@\\\" <>".utf8.contains($0) }) else {
            return nil
        }
        let authority = rest.prefix { $0 != "/" }
        guard isAuthority(authority), text.hasPrefix("https:") || PrivateNetwork.mayHold(host: host(of: authority))
        else {
            return nil
        }
        var url = Substring(text)
        while url.hasSuffix("/") { url.removeLast() }
        return String(url)
    }

    /// An authority without its port.
    private static func host(of authority: Substring) -> Substring {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return authority[...end] }
        return authority.prefix { $0 != ":" }
    }

    /// Exact origins as browsers serialise them (RFC 6454 § 6.2): lower case, no path, no default port needed.
    static func origins(_ text: String) -> [String]? {
        var origins: [String] = []
        for origin in list(text) {
            guard let authority = afterScheme(origin), isAuthority(authority), origin == origin.lowercased() else {
                return nil
            }
            if !origins.contains(origin) { origins.append(origin) }
        }
        return origins
    }

    /// `https://host[:port]`, in lower case and without the port 443; a slash at its end is dropped.
    static func publicOrigin(_ text: String) -> String? {
        var origin = Substring(text.lowercased())
        if origin.hasSuffix("/") { origin.removeLast() }
        guard origin.hasPrefix("https://"), let authority = afterScheme(String(origin)), isAuthority(authority) else {
            return nil
        }
        return String(origin.hasSuffix(":443") ? origin.dropLast(4) : origin)
    }

    /// The parts between commas, blanks around them dropped; an empty part is passed on to be refused.
    private static func list(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmingBlanks()) }
    }

    private static func afterScheme(_ text: String) -> Substring? {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
            return text.dropFirst(scheme.count)
        }
        return nil
    }

    /// A host name or address in letters, digits, dots and hyphens, or `[IPv6]`, and perhaps a port.
    private static func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return false }
            var address = in6_addr()
            guard inet_pton(AF_INET6, String(text[..<end].dropFirst()), &address) == 1 else { return false }
            host = "v6" + text[text.index(after: end)...]
        }
        let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let port = Decimal.digits(String(parts[1])), (1...65_535).contains(port) else { return false }
        }
        guard let name = parts.first, !name.isEmpty else { return false }
        return name.utf8.allSatisfy { isURLSafe($0) || $0 == UInt8(ascii: ".") }
    }

    private static func isURLSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
