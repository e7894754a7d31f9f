import HTTPTypes

extension TelegramStandIn {
    /// Answers under `/control`: a page that says what there is, and the actions.
    func control(_ request: HTTPRequest, path: String) async -> HTTPResponse {
        guard path.hasPrefix("/control/"), path != "/control/" else {
            return HTTPResponse(status: 200, contentType: "text/plain; charset=utf-8", body: Array(usage.utf8))
        }
        guard let call = Parameters(request) else {
            return StandInResponder.answer(.failure(.badRequest("can't parse the request's body")))
        }
        let name = String(path.dropFirst("/control/".count))
        do throws(Refusal) {
            return StandInResponder.answer(.success(try await act(name, call)))
        } catch {
            return StandInResponder.answer(.failure(error))
        }
    }

    private func act(_ name: String, _ call: Parameters) async throws(Refusal) -> JSON {
        if name == "bot" { return try makeBot(call) }
        let token = try token(call)
        switch name {
        case "calls": return try await calls(token, call)
        case "pay":
            let outcome = try await pay(token, link: call.string("link") ?? "", by: try call.needed("user"))
            return outcome.json
        default: break
        }
        guard let action = ControlAction.table[name] else { throw .notFound }
        return try withBot(token) { (bot, now) throws(Refusal) in try action.run(&bot, call, now) }
    }

    private func makeBot(_ call: Parameters) throws(Refusal) -> JSON {
        guard let token = call.string("token"), let colon = token.firstIndex(of: ":"),
            let id = Int64(token[..<colon]), id > 0
        else { throw .badRequest("a token is the bot's id, a colon and some letters") }
        addBot(token: token, username: call.string("username") ?? "stand_in_bot")
        return true
    }

    /// The bot that an action is about: named by `token`, or the only one there is.
    private func token(_ call: Parameters) throws(Refusal) -> String {
        let tokens = look { world, _ in world.bots.keys.sorted() }
        guard let named = call.string("token") else {
            guard tokens.count == 1 else { throw .badRequest("there are \(tokens.count) bots: name one by its token") }
            return tokens[0]
        }
        guard tokens.contains(named) else { throw .badRequest("there is no bot with this token") }
        return named
    }

    /// The calls so far; waits `timeout` seconds for the first `count` of them.
    private func calls(_ token: String, _ call: Parameters) async throws(Refusal) -> JSON {
        let count = Int(clamping: call.int("count") ?? 0)
        let seconds = min(max(call.int("timeout") ?? 10, 0), 600)
        let found = await wait(token, atMost: .seconds(count > 0 ? seconds : 0)) { bot, _ in
            let found = bot.controlCalls(call)
            return found.elements?.count ?? 0 >= count ? found : nil
        }
        return found ?? look { world, _ in world.bots[token]?.controlCalls(call) ?? [] }
    }

    /// What stands at `/control/`.
    private var usage: String {
        let lines = ControlAction.all.map { "  \($0.name)  \($0.example)" }
        return """
            Telegram's stand-in. Bots call \(baseURL)/bot<token>/<method>, as they call https://api.telegram.org.

            What people do is a POST to \(baseURL)/control/<action> with JSON; "token" names the bot where there are
            several. For instance:

              curl -s -H 'Content-Type: application/json' -d '{"user":7,"text":"/start"}' \(baseURL)/control/write
              curl -s '\(baseURL)/control/messages?chat=7'

            Actions and what they take:

              bot  {"token":"42:TEST","username":"test_bot"}
              pay  {"user":7,"link":"https://t.me/$invoice1"}
              calls  {"method":"sendMessage","chat":7,"after":0,"count":1,"timeout":10}
            \(lines.joined(separator: "\n"))

            """
    }
}

extension PaymentOutcome {
    fileprivate var json: JSON {
        switch self {
        case .paid(let charge): ["outcome": "paid", "charge": .string(charge)]
        case .refused(let reason): ["outcome": "refused", "error_message": .string(reason)]
        case .expired: ["outcome": "expired"]
        case .notAsked: ["outcome": "not asked"]
        }
    }
}
