extension Bot {
    /// The `reply_markup` of a call; nil where there is none.
    ///
    /// - Throws: 400 where a button is none.
    func replyMarkup(of call: Parameters) throws(Refusal) -> JSON? {
        guard let markup = try call.structure("reply_markup", "reply keyboard markup") else { return nil }
        guard markup.members != nil else { throw .badRequest("object expected as reply markup") }
        guard let rows = markup["inline_keyboard"] else { return markup }
        guard let rows = rows.elements else {
            throw .badRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array")
        }
        for row in rows {
            guard let buttons = row.elements else {
                throw .badRequest("can't parse inline keyboard button: expected an Array of InlineKeyboardButton")
            }
            for button in buttons { try Bot.check(button) }
        }
        return rows.isEmpty ? nil : markup
    }

    private static let actions = [
        "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
    ]

    private static func check(_ button: JSON) throws(Refusal) {
        guard button.members != nil else {
            throw .badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
        }
        guard let text = button["text"]?.string, !text.isEmpty else {
            throw .badRequest("can't parse inline keyboard button: Can't find field \"text\"")
        }
        guard actions.contains(where: { button[$0] != nil }) else {
            throw .badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        }
        if let data = button["callback_data"] {
            guard let data = data.string, (1...64).contains(data.utf8.count) else {
                throw .badRequest("BUTTON_DATA_INVALID")
            }
        }
        if let url = button["url"] {
            let schemes = ["http://", "https://", "tg://"]
            guard let url = url.string, url.utf8.allSatisfy({ $0 > 0x20 }),
                schemes.contains(where: { url.hasPrefix($0) }) || url.contains(".") && !url.contains("://")
            else {
                throw .badRequest("inline keyboard button URL '\(url.string ?? "")' is invalid: Wrong HTTP URL")
            }
        }
        if let app = button["web_app"] {
            guard let url = app["url"]?.string, url.hasPrefix("https://") else {
                throw .badRequest(
                    "inline keyboard button Web App URL '\(app["url"]?.string ?? "")' is invalid: Only HTTPS links are allowed"
                )
            }
        }
    }
}
