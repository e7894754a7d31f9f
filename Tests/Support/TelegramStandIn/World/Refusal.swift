/// Telegram's no to a call: what `{"ok":false,…}` says.
package struct Refusal: Error, Sendable, Equatable {
    package var code: Int
    package var description: String
    package var retryAfter: Int?
    package var migrateToChat: Int64?

    package init(code: Int, _ description: String, retryAfter: Int? = nil, migrateToChat: Int64? = nil) {
        self.code = code
        self.description = description
        self.retryAfter = retryAfter
        self.migrateToChat = migrateToChat
    }

    static let unauthorized = Refusal(code: 401, "Unauthorized")
    static let notFound = Refusal(code: 404, "Not Found")

    static func badRequest(_ text: String) -> Refusal { Refusal(code: 400, "Bad Request: \(text)") }
    static func forbidden(_ text: String) -> Refusal { Refusal(code: 403, "Forbidden: \(text)") }
    static func conflict(_ text: String) -> Refusal { Refusal(code: 409, "Conflict: \(text)") }

    package static func tooManyRequests(_ seconds: Int) -> Refusal {
        Refusal(code: 429, "Too Many Requests: retry after \(seconds)", retryAfter: seconds)
    }

    static func migrated(to chat: Int64) -> Refusal {
        Refusal(code: 400, "Bad Request: group chat was upgraded to a supergroup chat", migrateToChat: chat)
    }

    var json: JSON {
        var parameters: [String: JSON] = [:]
        if let retryAfter { parameters["retry_after"] = .int(Int64(retryAfter)) }
        if let migrateToChat { parameters["migrate_to_chat_id"] = .int(migrateToChat) }
        return .members([
            "ok": false, "error_code": .int(Int64(code)), "description": .string(description),
            "parameters": parameters.isEmpty ? nil : .object(parameters),
        ])
    }
}
