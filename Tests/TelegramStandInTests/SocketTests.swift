import ClientRuntime
import Crypto
import Synchronization
import Telegram
import TelegramAPI
import TelegramStandIn
import TestTraits
import Testing

/// Over a socket, with our own client of the Bot API.
@Suite(.blocking) struct SocketTests {
    private func sent(_ api: BotAPI, _ text: String) async -> Result<Message, BotAPIError> {
        do throws(BotAPIError) {
            let body = SendMessageBody(chatID: 7, text: text)
            return .success(
                try await api.call { (client) throws(ServiceError) in
                    try await client.sendMessage(SendMessageInput(body: body))
                }.result
            )
        } catch {
            return .failure(error)
        }
    }

    /// Why a message was not sent; nil where it was.
    private func refusal(_ api: BotAPI, _ text: String) async -> BotAPIError? {
        if case .failure(let error) = await sent(api, text) { error } else { nil }
    }

    @Test func ourClientSendsAndReadsMessages() async throws {
        try await withStandIn { standIn, api in
            #expect(try await api.username() == "stand_in_bot")
            let message = try await sent(api, "Hello").get()
            #expect(message.messageID == 1 && message.text == "Hello" && message.chat.id == 7)
            #expect(await standIn.waitForCall(RuleBench.token, "sendMessage")?.text == "Hello")
        }
    }

    @Test func whoLooksAfterTheEndIsToldWhatThereIs() async throws {
        let standIn = try TelegramStandIn()
        standIn.addBot(token: RuleBench.token)
        try standIn.start()
        await standIn.stop()
        #expect(await standIn.wait(RuleBench.token) { bot, _ in bot.calls.all.count } == 0)
        #expect(await standIn.waitForCall(RuleBench.token, "sendMessage") == nil)
    }

    @Test func refusalsMeanWhatTheyMeanAtTelegram() async throws {
        try await withStandIn { standIn, api in
            standIn.withBot(RuleBench.token) { bot, _ in
                bot.faults.add(Fault(.tooManyRequests(retryAfter: 9), method: "sendMessage", skips: 1))
            }
            _ = try await sent(api, "1").get()
            #expect(await refusal(api, "2") == .tooManyRequests(retryAfter: 9))
            standIn.withBot(RuleBench.token) { bot, _ in bot.faults.add(Fault(.migrated(to: -100), chat: 7)) }
            #expect(await refusal(api, "3") == .migrated(toChat: -100))
            standIn.withBot(RuleBench.token) { bot, now in _ = bot.block(by: 7, now: now) }
            #expect(await refusal(api, "4") == .forbidden("Forbidden: bot was blocked by the user"))
        }
    }

    @Test(arguments: [
        (Fault.Action.status(502), BotAPIError.unexpectedAnswer(status: 502), 0),
        (.close(), .unanswered(""), 0), (.close(done: true), .unanswered(""), 1),
        (.hang(), .timedOut, 0), (.hang(done: true), .timedOut, 1),
    ])
    func brokenAnswersLeaveTheCallDoneOrNot(action: Fault.Action, error: BotAPIError, done: Int) async throws {
        try await withStandIn(timeout: .milliseconds(500)) { standIn, api in
            standIn.withBot(RuleBench.token) { bot, _ in bot.faults.add(Fault(action)) }
            switch await sent(api, "Hello") {
            case .failure(.unanswered): #expect(error == .unanswered(""))
            case .failure(let found): #expect(found == error)
            case .success: Issue.record("answered")
            }
            #expect(standIn.withBot(RuleBench.token) { bot, _ in bot.chats[7]?.messages.count } == done)
            let again = try await sent(api, "Again").get()
            #expect(again.messageID == Int64(done + 1))
        }
    }

    @Test func slowAndLateAnswersArriveWhole() async throws {
        try await withStandIn { standIn, api in
            standIn.withBot(RuleBench.token) { bot, _ in
                bot.faults.add(Fault(.slow(seconds: 0.02, pieces: 5)))
                bot.faults.add(Fault(.delay(seconds: 0.02)))
            }
            let slow = try await sent(api, "Slow").get()
            #expect(slow.text == "Slow")
            let late = try await sent(api, "Late").get()
            #expect(late.text == "Late")
        }
    }

    @Test func aPollWaitsUntilSomethingComes() async throws {
        try await withStandIn { standIn, api in
            async let polled = updates(api, timeout: 30)
            _ = await standIn.wait(RuleBench.token) { bot, _ in bot.calls.counts["getUpdates"] }
            standIn.withBot(RuleBench.token) { bot, now in _ = bot.write("Now", from: 7, now: now) }
            let found = try await polled.get()
            #expect(found == 1)
            // An offset behind it: nothing comes, so the time passes.
            let none = try await updates(api, offset: .max, timeout: 1).get()
            #expect(none == 0)
        }
    }

    @Test func aSecondPollEndsTheFirst() async throws {
        try await withStandIn { standIn, api in
            async let first = updates(api, timeout: 30)
            _ = await standIn.wait(RuleBench.token) { bot, _ in bot.calls.counts["getUpdates"] }
            async let second = updates(api, timeout: 30)
            guard case .failure(.refused(409, let reason)) = await first else {
                Issue.record("the first poll goes on")
                return
            }
            #expect(reason.contains("terminated by other getUpdates request"))
            standIn.withBot(RuleBench.token) { bot, now in _ = bot.write("Now", from: 7, now: now) }
            let found = try await second.get()
            #expect(found == 1)
        }
    }

    private func updates(_ api: BotAPI, offset: Int64 = 0, timeout: Int64) async -> Result<Int, BotAPIError> {
        do throws(BotAPIError) {
            let body = GetUpdatesBody(offset: offset, timeout: timeout)
            return .success(
                try await api.call { (client) throws(ServiceError) in
                    try await client.getUpdates(GetUpdatesInput(body: body), timeout: .seconds(40))
                }.result.count
            )
        } catch {
            return .failure(error)
        }
    }
}

/// Lends a stand-in that runs, whose bot user 7 has started, and our client for it.
func withStandIn(
    options: StandInOptions = StandInOptions(),
    speed: Double = 1,
    timeout: Duration = .seconds(10),
    _ body: (TelegramStandIn, BotAPI) async throws -> Void
) async throws {
    let standIn = try TelegramStandIn(options: options, clock: StandInClock(speed: speed))
    standIn.addBot(token: RuleBench.token)
    standIn.withBot(RuleBench.token) { bot, _ in _ = bot.meet(Person(7, "Ann"), hasStarted: true) }
    try standIn.start()
    let api = try BotAPI(token: Secret(RuleBench.token), baseURL: standIn.baseURL, timeout: timeout)
    try api.start()
    let result: Result<Void, any Error>
    do { result = .success(try await body(standIn, api)) } catch { result = .failure(error) }
    await api.close()
    await standIn.stop()
    try result.get()
}
