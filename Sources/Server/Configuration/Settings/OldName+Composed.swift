extension OldName {
    /// The parts of PostgreSQL's address, as its container image and many programs name them.
    static let postgreSQLParts = OldName(
        ["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"],
        secrets: ["POSTGRES_PASSWORD"],
        yieldsToName: true
    ) { (parts) throws(SettingRefusal) in
        guard let host = parts["POSTGRES_HOST"] else {
            throw SettingRefusal(
                name: "POSTGRES_HOST",
                rule: "must be set beside the other POSTGRES_ settings, or DATABASE_URL in place of them"
            )
        }
        var address = "postgres://"
        if let user = parts["POSTGRES_USER"] {
            address += percentEncoded(user)
            if let password = parts["POSTGRES_PASSWORD"] { address += ":\(percentEncoded(password))" }
            address += "@"
        } else if parts["POSTGRES_PASSWORD"] != nil {
            throw SettingRefusal(name: "POSTGRES_USER", rule: "must be set beside POSTGRES_PASSWORD")
        }
        let isIPv6 = host.contains(":") && !host.hasPrefix("/")
        address += isIPv6 ? "[\(host.filter { $0 != "[" && $0 != "]" })]" : percentEncoded(host)
        if let port = parts["POSTGRES_PORT"] {
            guard let number = Decimal.digits(port), (1...65_535).contains(number) else {
                throw SettingRefusal(name: "POSTGRES_PORT", rule: "must be a whole number from 1 to 65535")
            }
            address += ":\(number)"
        }
        if let name = parts["POSTGRES_DB"] { address += "/\(percentEncoded(name))" }
        return Value(text: address)
    }

    /// `WEBHOOK_ENABLED`: false is polling.
    static let webhookEnabled = OldName.translated("WEBHOOK_ENABLED") { (text) throws(SettingRefusal) in
        let source: UpdateSource = try SettingType<Bool>.bool.parse(text) ? .webhook : .polling
        return Value(text: source.rawValue)
    }

    /// `WEBHOOK_URL`: its origin.
    static let webhookURL = OldName.translated("WEBHOOK_URL") { (text) throws(SettingRefusal) in
        guard let start = text.firstRange(of: "://")?.upperBound else { return Value(text: text) }
        let path = text[start...].drop { $0 != "/" && $0 != "?" && $0 != "#" }
        let advice = "its path is dropped: PUBLIC_URL is an origin, and updates come to /webhook/telegram"
        return Value(text: String(text[..<path.startIndex]), advice: path.isEmpty || path == "/" ? nil : advice)
    }

    /// `WEBHOOK_HOST`, with or without `WEBHOOK_PORT`.
    static let webhookHost = OldName(["WEBHOOK_HOST", "WEBHOOK_PORT"]) { (parts) throws(SettingRefusal) in
        guard let host = parts["WEBHOOK_HOST"] else {
            throw SettingRefusal(name: "WEBHOOK_HOST", rule: "must be set beside WEBHOOK_PORT")
        }
        return Value(text: "https://\(host)" + (parts["WEBHOOK_PORT"].map { ":\($0)" } ?? ""))
    }

    /// `PRODUCTION_DOMAIN`: a host.
    static let productionDomain = OldName.translated("PRODUCTION_DOMAIN") { Value(text: "https://\($0)") }

    /// `REDIS_HOST`, with or without `REDIS_PORT`.
    static let redisHost = OldName(["REDIS_HOST", "REDIS_PORT"]) { (parts) throws(SettingRefusal) in
        guard let host = parts["REDIS_HOST"] else {
            let rule = "must be set beside REDIS_PORT, or REDIS_URL in place of them"
            throw SettingRefusal(name: "REDIS_HOST", rule: rule)
        }
        return Value(text: "redis://\(host):\(parts["REDIS_PORT"] ?? "6379")")
    }

    /// Everything but unreserved characters (RFC 3986 § 2.3) as `%` and two digits.
    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
