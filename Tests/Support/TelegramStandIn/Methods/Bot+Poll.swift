/// A getUpdates that waits for something to come.
struct Poll: Sendable {
    let number: Int
    let limit: Int
    let until: Moment
    let fault: Fault.Delivery?
    /// A webhook was set: it must not wait on.
    var isOvertaken: Bool = false
}

extension Bot {
    /// What a waiting getUpdates comes to.
    enum PollStep {
        case done(Outcome, Fault.Delivery?)
        case wait(until: Moment)
    }

    /// Answers at once where there is something or nothing is to be waited for. An earlier one that waits ends.
    mutating func beginPoll(_ call: Parameters, _ fault: Fault.Delivery?, now: Moment) -> Reply {
        let outcome: Outcome
        do throws(Refusal) { outcome = .success(try getUpdates(call, now)) } catch { outcome = .failure(error) }
        let timeout = min(max(call.int("timeout") ?? 0, 0), 50)
        guard outcome == .success([]), timeout > 0 else {
            calls.add("getUpdates", call, outcome, now: now)
            return fault.map { .faulty($0, outcome) } ?? .answer(outcome)
        }
        calls.add("getUpdates", call, outcome, now: now)
        pollCount += 1
        poll = Poll(number: pollCount, limit: Bot.limit(call), until: now + Double(timeout), fault: fault)
        return .poll(pollCount)
    }

    /// The updates that wait now; confirms those before `offset`.
    mutating func getUpdates(_ call: Parameters, _ now: Moment) throws(Refusal) -> JSON {
        guard !webhook.isSet else {
            throw .conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        }
        try allowUpdates(call)
        updates.confirm(offset: call.int("offset") ?? 0)
        // Only one may wait: the earlier finds another in its place.
        poll = nil
        return .array(updates.first(Bot.limit(call), now: now).map(\.json))
    }

    private static func limit(_ call: Parameters) -> Int {
        let limit = call.int("limit") ?? 100
        return limit < 1 || limit > 100 ? 100 : Int(limit)
    }

    /// Looks again after a poll that waits.
    mutating func step(poll number: Int, now: Moment) -> PollStep {
        guard let poll, poll.number == number else {
            return .done(
                .failure(
                    .conflict(
                        "terminated by other getUpdates request; make sure that only one bot instance is running"
                    )
                ),
                nil
            )
        }
        if poll.isOvertaken {
            self.poll = nil
            return .done(.failure(.conflict("terminated by setWebhook request")), nil)
        }
        let found = updates.first(poll.limit, now: now)
        guard found.isEmpty, now < poll.until else {
            self.poll = nil
            return .done(.success(.array(found.map(\.json))), poll.fault)
        }
        return .wait(until: poll.until)
    }
}
