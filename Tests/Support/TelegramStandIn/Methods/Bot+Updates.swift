/// The address that updates go to.
package struct Webhook: Sendable {
    /// Empty: there is none.
    package var url: String = ""
    package var secret: String?
    package var maxConnections: Int = 40
    package var lastErrorDate: Int64?
    package var lastErrorMessage: String?
    /// Set anew with each `setWebhook`: tells deliveries to an earlier one apart.
    var generation: Int = 0

    package var isSet: Bool { !url.isEmpty }
}

extension Bot {
    func getMe() -> JSON {
        var members = person.json.members ?? [:]
        members["can_join_groups"] = true
        members["can_read_all_group_messages"] = false
        members["supports_inline_queries"] = false
        members["can_connect_to_business"] = false
        members["has_main_web_app"] = false
        return .object(members)
    }

    /// What was asked for of a call; a list that was not given keeps the former.
    mutating func allowUpdates(_ call: Parameters) throws(Refusal) {
        guard let kinds = try call.structure("allowed_updates", "allowed updates") else { return }
        updates.allow((kinds.elements ?? []).compactMap(\.string))
    }

    mutating func setWebhook(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        let url = call.string("url") ?? ""
        guard !url.isEmpty else { return deleteWebhook(call) }
        try checkWebhook(url)
        let secret = call.string("secret_token") ?? ""
        guard secret.utf8.count <= 256, secret.utf8.allSatisfy(Bot.isSecretByte) else {
            throw .badRequest("secret token contains unallowed characters")
        }
        try allowUpdates(call)
        if call.bool("drop_pending_updates") { updates.removeAll() }
        webhook = Webhook(
            url: url,
            secret: secret.isEmpty ? nil : secret,
            maxConnections: Int(min(max(call.int("max_connections") ?? 40, 1), 100)),
            generation: webhook.generation + 1
        )
        poll?.isOvertaken = true
        return true
    }

    private func checkWebhook(_ url: String) throws(Refusal) {
        let isHTTPS = url.hasPrefix("https://")
        guard isHTTPS || url.hasPrefix("http://") && !options.requiresPublicWebhook else {
            throw .badRequest("bad webhook: An HTTPS URL must be provided for webhook")
        }
        let authority = url.dropFirst(isHTTPS ? 8 : 7).prefix { $0 != "/" }
        let port = authority.hasSuffix("]") ? nil : authority.split(separator: ":").dropFirst().last
        guard !options.requiresPublicWebhook || ["443", "80", "88", "8443"].contains(port ?? "443") else {
            throw .badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        }
    }

    private static func isSecretByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    mutating func deleteWebhook(_ call: Parameters) -> JSON {
        if call.bool("drop_pending_updates") { updates.removeAll() }
        webhook = Webhook(generation: webhook.generation + 1)
        return true
    }

    mutating func getWebhookInfo(_ now: Moment) -> JSON {
        let pending = updates.pendingCount(now: now)
        return .members([
            "url": .string(webhook.url), "has_custom_certificate": false,
            "pending_update_count": .int(Int64(pending)),
            "max_connections": webhook.isSet ? .int(Int64(webhook.maxConnections)) : nil,
            "last_error_date": webhook.lastErrorDate.map(JSON.int),
            "last_error_message": webhook.lastErrorMessage.map(JSON.string),
            "allowed_updates": updates.allowed.map { .array($0.sorted().map(JSON.string)) },
        ])
    }
}
