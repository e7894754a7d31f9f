/// Telegram, as far as bots see it: pure rules over a value, without sockets, locks and clocks.
package struct World: Sendable {
    package var bots: [String: Bot] = [:]
    package var options: StandInOptions

    package init(options: StandInOptions = StandInOptions()) { self.options = options }

    /// Makes a bot.
    @discardableResult
    package mutating func addBot(token: String, username: String, name: String = "Test Bot") -> Bot {
        var person = Person(Int64(token.prefix { $0 != ":" }) ?? 0, name, username: username)
        person.isBot = true
        let bot = Bot(person: person, token: token, options: options)
        bots[token] = bot
        return bot
    }

    /// Does one call of the Bot API, or says what stands between it and its answer.
    package mutating func perform(_ call: BotCall, now: Moment) -> Reply {
        guard let colon = call.token.firstIndex(of: ":"), Int64(call.token[..<colon]) != nil else {
            return .answer(.failure(.notFound))
        }
        guard bots[call.token] != nil else { return .answer(.failure(.unauthorized)) }
        // In place: copying a bot would copy all its chats at the first change.
        return bots[call.token, default: .none(call.token, options)].perform(call, now: now)
    }
}

/// One request to the Bot API, read.
package struct BotCall: Sendable {
    package var token: String
    package var method: String
    package var parameters: Parameters

    package init(token: String, method: String, parameters: Parameters = Parameters()) {
        self.token = token
        self.method = method
        self.parameters = parameters
    }
}

/// What becomes of a call.
package enum Reply: Sendable {
    case answer(Outcome)
    /// getUpdates that waits; its number.
    case poll(Int)
    /// The answer, if the call was done, reaches the client as the fault says.
    case faulty(Fault.Delivery, Outcome?)
}

extension Bot {
    /// A place holder for subscripts; no call reaches it.
    package static func none(_ token: String, _ options: StandInOptions) -> Bot {
        Bot(person: Person(0), token: token, options: options)
    }

    mutating func perform(_ call: BotCall, now: Moment) -> Reply {
        guard let method = BotMethod.named(call.method) else {
            calls.add(call.method, call.parameters, .failure(.notFound), now: now)
            return .answer(.failure(.notFound))
        }
        var fault: Fault.Delivery?
        switch faults.next(method: method.name, chat: call.parameters.int("chat_id")) {
        case nil: break
        case .refuse(let refusal)?: return finish(method, call, .failure(refusal), now)
        case .deliver(let delivery)?:
            guard delivery.isDone else {
                calls.add(method.name, call.parameters, .failure(Refusal(code: 0, "fault")), now: now)
                return .faulty(delivery, nil)
            }
            fault = delivery
        }
        if method.name == "getUpdates" { return beginPoll(call.parameters, fault, now: now) }
        let outcome = run(method, call.parameters, now)
        calls.add(method.name, call.parameters, outcome, now: now)
        return fault.map { .faulty($0, outcome) } ?? .answer(outcome)
    }

    private mutating func finish(_ method: BotMethod, _ call: BotCall, _ outcome: Outcome, _ now: Moment) -> Reply {
        calls.add(method.name, call.parameters, outcome, now: now)
        return .answer(outcome)
    }

    private mutating func run(_ method: BotMethod, _ call: Parameters, _ now: Moment) -> Outcome {
        do throws(Refusal) {
            if method.isLimited { try checkLimits(method, call, now) }
            return .success(try method.run(&self, call, now))
        } catch {
            return .failure(error)
        }
    }

    private mutating func checkLimits(_ method: BotMethod, _ call: Parameters, _ now: Moment) throws(Refusal) {
        guard !limits.isOff, let id = try? chatID("chat_id", of: call) else { return }
        let wait = limits.admit(
            chat: id,
            isGroup: id < 0,
            isEdit: method.isEdit,
            isPaid: call.bool("allow_paid_broadcast"),
            now: now
        )
        if let wait { throw .tooManyRequests(wait) }
    }
}
