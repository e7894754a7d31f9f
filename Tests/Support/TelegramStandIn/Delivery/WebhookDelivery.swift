import Crypto
import HTTPClient

/// Brings the updates of all bots to their webhooks, as many at once as each allows.
struct WebhookDelivery: Sendable {
    let standIn: TelegramStandIn
    let http: HTTPClient

    /// One update under way.
    struct Attempt: Sendable {
        let token: String
        let update: UpdateQueue.Update
        let url: String
        let secret: String?
        let generation: Int
    }

    /// Runs until the stand-in is stopped.
    func run() async {
        var alarm: (moment: Moment, task: Task<Void, Never>)?
        defer { alarm?.task.cancel() }
        await withDiscardingTaskGroup { group in
            while true {
                let version = standIn.signal.version
                guard !standIn.isStopped else { break }
                let (attempts, next) = standIn.look { world, now in world.takeAttempts(now: now) }
                for attempt in attempts { group.addTask { await self.deliver(attempt) } }
                if let next, alarm?.moment != next {
                    alarm?.task.cancel()
                    alarm = (next, standIn.alarm(in: standIn.clock.duration(until: next)))
                }
                await standIn.signal.wait(after: version)
            }
            group.cancelAll()
        }
    }

    private func deliver(_ attempt: Attempt) async {
        var fields: [(name: String, value: Secret)] = [("Content-Type", Secret("application/json"))]
        if let secret = attempt.secret { fields.append(("X-Telegram-Bot-Api-Secret-Token", Secret(secret))) }
        let request = HTTPClientRequest(
            method: "POST",
            address: Secret(attempt.url),
            fields: fields,
            body: attempt.update.json.bytes,
            // A minute of the real clock, however fast Telegram's goes: a busy machine is no dead webhook.
            timeout: .seconds(60)
        )
        let result: Result<HTTPClientResponse, HTTPClientError>
        do throws(HTTPClientError) {
            result = .success(try await http.send(request))
        } catch {
            result = .failure(error)
        }
        if case .failure(.cancelled) = result { return }
        standIn.change { world, now in world.finish(attempt, WebhookAnswer(result), now: now) }
    }
}

/// What a webhook made of an update.
enum WebhookAnswer: Sendable {
    /// Any 2xx; it may hold a call, whose result nobody gets.
    case taken(method: String?, Parameters)
    /// The reason as getWebhookInfo tells it, and the server's wish when to come again.
    case failed(String, retryAfter: Double?)

    init(_ result: Result<HTTPClientResponse, HTTPClientError>) {
        switch result {
        case .success(let response) where (200...299).contains(response.status):
            let type = response.field("content-type") ?? ""
            let parameters = Parameters(response.body, type: type) ?? Parameters()
            self = .taken(method: parameters.string("method"), parameters)
        case .success(let response):
            let seconds = response.field("retry-after").flatMap { Double($0) }
            self = .failed(
                "Wrong response from the webhook: \(response.status)",
                retryAfter: seconds.flatMap { $0 > 0 ? min($0, 3600) : nil }
            )
        case .failure(.timedOut): self = .failed("Read timeout expired", retryAfter: nil)
        case .failure(.unreachable(let reason)): self = .failed(reason, retryAfter: nil)
        case .failure: self = .failed("Connection closed", retryAfter: nil)
        }
    }
}

extension World {
    /// The updates that go out now, and when to look again; nil: at the next change.
    mutating func takeAttempts(now: Moment) -> ([WebhookDelivery.Attempt], Moment?) {
        var attempts: [WebhookDelivery.Attempt] = []
        var next: Moment?
        for token in bots.keys {
            guard let webhook = bots[token]?.webhook, webhook.isSet else { continue }
            while let inFlight = bots[token]?.updates.inFlight, inFlight < webhook.maxConnections,
                let update = bots[token]?.updates.takeNext(now: now)
            {
                attempts.append(
                    WebhookDelivery.Attempt(
                        token: token,
                        update: update,
                        url: webhook.url,
                        secret: webhook.secret,
                        generation: webhook.generation
                    )
                )
            }
            if let turn = bots[token]?.updates.nextTurn { next = min(next ?? turn, turn) }
        }
        return (attempts, next)
    }

    /// Notes what became of an attempt.
    mutating func finish(_ attempt: WebhookDelivery.Attempt, _ answer: WebhookAnswer, now: Moment) {
        let token = attempt.token
        switch answer {
        case .taken(let method, let parameters):
            bots[token]?.updates.delivered(attempt.update)
            guard let method, bots[token] != nil else { return }
            _ = perform(BotCall(token: token, method: method, parameters: parameters), now: now)
        case .failed(let reason, let retryAfter):
            bots[token]?.updates.failed(attempt.update, retryAfter: retryAfter, now: now)
            guard bots[token]?.webhook.generation == attempt.generation else { return }
            bots[token]?.webhook.lastErrorDate = now.date
            bots[token]?.webhook.lastErrorMessage = reason
        }
    }
}
