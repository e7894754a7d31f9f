/// A press of a button that may be answered.
struct CallbackQuery: Sendable {
    let began: Moment
}

extension Bot {
    mutating func answerCallbackQuery(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        guard (call.string("text") ?? "").unicodeScalars.count <= 200 else { throw .badRequest("MESSAGE_TOO_LONG") }
        // It is answered once; a second answer comes to a query that is gone.
        guard let query = callbackQueries.removeValue(forKey: call.string("callback_query_id") ?? ""),
            now - query.began < options.callbackSeconds
        else { throw Bot.tooOld }
        return true
    }

    static let tooOld: Refusal = .badRequest(
        "query is too old and response timeout expired or query ID is invalid"
    )
}
