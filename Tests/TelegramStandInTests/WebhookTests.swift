import HTTPServer
import HTTPTypes
import Synchronization
import TelegramStandIn
import TestTraits
import Testing

/// Updates on their way to a webhook.
@Suite(.blocking) struct WebhookTests {
    @Test func updatesComeInOrderWithTheSecretAndEndWithA2xx() async throws {
        try await withWebhook(["secret_token": "s-1"]) { standIn, hook in
            standIn.withBot(RuleBench.token) { bot, now in
                for text in ["1", "2", "3"] { _ = bot.write(text, from: 7, now: now) }
            }
            await standIn.waitUntilDelivered()
            #expect(hook.texts == ["1", "2", "3"])
            #expect(hook.secrets == ["s-1", "s-1", "s-1"])
        }
    }

    @Test func whatIsNotTakenComesAgainAndNothingOvertakesIt() async throws {
        try await withWebhook { standIn, hook in
            hook.answers.withLock { $0 = [500, 503, 404] }
            standIn.withBot(RuleBench.token) { bot, now in
                for text in ["1", "2"] { _ = bot.write(text, from: 7, now: now) }
            }
            await standIn.waitUntilDelivered()
            #expect(hook.texts == ["1", "1", "1", "1", "2"])
            let info = try #require(standIn.call("getWebhookInfo"))
            #expect(info["last_error_message"] == "Wrong response from the webhook: 404")
            #expect(info["pending_update_count"] == 0)
        }
    }

    @Test func aCallInTheAnswerIsDone() async throws {
        try await withWebhook { standIn, hook in
            hook.body.withLock { $0 = #"{"method":"sendMessage","chat_id":7,"text":"Answer"}"# }
            standIn.withBot(RuleBench.token) { bot, now in _ = bot.write("Question", from: 7, now: now) }
            #expect(await standIn.waitForCall(RuleBench.token, "sendMessage")?.text == "Answer")
        }
    }

    @Test func othersGoOnWhileOneChatWaits() async throws {
        try await withWebhook(["max_connections": 2]) { standIn, hook in
            hook.answers.withLock { $0 = [500] }
            hook.retryAfter.withLock { $0 = "3600" }
            standIn.withBot(RuleBench.token) { bot, now in
                _ = bot.write("stuck", from: 7, now: now)
                _ = bot.write("behind", from: 7, now: now)
            }
            _ = await standIn.wait(RuleBench.token) { bot, now in
                bot.updates.nextTurn.flatMap { $0 - now > 3_000 ? true : nil }
            }
            standIn.withBot(RuleBench.token) { bot, now in _ = bot.write("free", from: 8, now: now) }
            _ = await standIn.wait(RuleBench.token) { bot, _ in bot.updates.count == 2 ? true : nil }
            #expect(hook.texts == ["stuck", "free"])
        }
    }

    /// Lends a stand-in, a hundred times as fast as Telegram, and a webhook that it delivers to. What is not delivered
    /// expires after a quarter of an hour.
    private func withWebhook(
        _ parameters: [String: JSON] = [:],
        _ body: (TelegramStandIn, Hook) async throws -> Void
    ) async throws {
        let hook = Hook()
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = 1
        let server = HTTPServer(configuration: configuration, responder: hook)
        let port = try server.start()[0]
        try await withStandIn(speed: 100) { standIn, _ in
            _ = standIn.call("setWebhook", ["url": .string("http://127.0.0.1:\(port)/")].merging(parameters) { $1 })
            try await body(standIn, hook)
        }
        await server.drain(within: .seconds(1))
    }
}

extension TelegramStandIn {
    /// A call without a socket; nil where it was refused.
    func call(_ method: String, _ parameters: [String: JSON] = [:]) -> JSON? {
        let call = BotCall(token: RuleBench.token, method: method, parameters: Parameters(parameters))
        guard case .answer(let outcome) = change({ world, now in world.perform(call, now: now) }) else { return nil }
        return try? outcome.get()
    }

    fileprivate func waitUntilDelivered() async {
        let isDone = await wait(RuleBench.token) { bot, _ in bot.updates.count == 0 ? true : nil }
        #expect(isDone == true)
    }
}

/// A webhook that answers by script and keeps what came.
private final class Hook: HTTPResponder {
    /// Statuses of the next answers; then 200.
    let answers = Mutex<[Int]>([])
    let retryAfter = Mutex<String?>(nil)
    let body = Mutex("")
    private let seen = Mutex<[(text: String, secret: String)]>([])

    var texts: [String] { seen.withLock { $0.map(\.text) } }
    var secrets: [String] { seen.withLock { $0.map(\.secret) } }

    func admit(_ request: HTTPRequest) -> HTTPAdmission { .accept(maxBodyBytes: 1 << 20) }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let text = JSON(request.body.buffer)?["message"]?["text"]?.string ?? ""
        let secret = request.field("x-telegram-bot-api-secret-token")?.string ?? ""
        seen.withLock { $0.append((text, secret)) }
        let status = answers.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
        var response = HTTPResponse(status: status, contentType: "application/json")
        response.body = Array(body.withLock { $0 }.utf8)
        if status != 200, let seconds = retryAfter.withLock({ $0 }) {
            response.fields = [HTTPResponseField("Retry-After", seconds)]
        }
        return response
    }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: fault.status) }
    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
}
