extension TelegramStandIn {
    /// Makes a bot.
    package func addBot(token: String, username: String = "stand_in_bot") {
        change { world, _ in _ = world.addBot(token: token, username: username) }
    }

    /// Looks at a bot or changes it, as one step.
    ///
    /// - Precondition: there is a bot with this token.
    @discardableResult
    package func withBot<Result: Sendable, Failure>(
        _ token: String,
        _ body: (inout Bot, Moment) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try change { (world, now) throws(Failure) -> Result in
            precondition(world.bots[token] != nil, "there is no such bot")
            return try body(&world.bots[token, default: .none(token, world.options)], now)
        }
    }

    /// Waits until a look at the bot gives something; nil when `timeout` is over.
    package func wait<Value: Sendable>(
        _ token: String,
        atMost timeout: Duration = .seconds(30),
        for look: @Sendable (inout Bot, Moment) -> Value?
    ) async -> Value? {
        let end = ContinuousClock.now + timeout
        let alarm = self.alarm(in: timeout)
        defer { alarm.cancel() }
        while true {
            let version = signal.version
            let value = self.look { world, now in
                look(&world.bots[token, default: .none(token, world.options)], now)
            }
            if let value { return value }
            guard ContinuousClock.now < end, !isStopped else { return nil }
            await signal.wait(after: version)
        }
    }

    /// Waits for the first call that was seen and fits; nil when `timeout` is over.
    package func waitForCall(
        _ token: String,
        _ method: String,
        atMost timeout: Duration = .seconds(30),
        where fits: @Sendable (Call) -> Bool = { _ in true }
    ) async -> Call? {
        await wait(token, atMost: timeout) { bot, _ in
            bot.calls.all.first { $0.method == method && fits($0) }
        }
    }

    /// A person opens an invoice and pays it: asks the bot, then moves the Stars.
    ///
    /// - Returns: what became of it, with the charge's id where it was paid.
    /// - Throws: 400 where there is no such invoice.
    package func pay(_ token: String, link: String, by person: Int64) async throws(Refusal) -> PaymentOutcome {
        let query = try withBot(token) { (bot, now) throws(Refusal) in
            try bot.beginCheckout(link: link, by: person, now: now)
        }
        guard let query else { return .notAsked }
        let seconds = look { world, _ in world.options.checkoutSeconds }
        let alarm = self.alarm(in: .seconds(seconds / clock.speed))
        defer { alarm.cancel() }
        while true {
            let version = signal.version
            guard !isStopped else { return .expired }
            let state = look { world, now in world.bots[token]?.state(ofCheckout: query, now: now) ?? .expired }
            switch state {
            case .waiting: await signal.wait(after: version)
            case .refused(let reason): return .refused(reason)
            case .expired: return .expired
            case .accepted:
                let charge = withBot(token) { bot, now in bot.completeCheckout(query, now: now) }
                return charge.map { .paid(charge: $0) } ?? .expired
            }
        }
    }
}

/// What became of a payment.
package enum PaymentOutcome: Sendable, Equatable {
    case paid(charge: String)
    /// The bot said no, with this text.
    case refused(String)
    /// The bot did not answer in time.
    case expired
    /// The bot does not allow `pre_checkout_query`, so Telegram cannot ask it: no checkout succeeds.
    case notAsked
}
