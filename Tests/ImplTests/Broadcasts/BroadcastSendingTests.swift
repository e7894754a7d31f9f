import Crypto
import Domain
import Logging
import Platform
import Storage
import Synchronization
import Telegram
import TelegramStandIn
import TestSupport
import Testing

@testable import Impl

/// Broadcasts under a clock that a test moves, over a real SQLite file and a real HTTP client.
struct BroadcastSendingTests {
    /// The time that the store and the workers see.
    private final class Clock: Sendable {
        private let time = Mutex<Int64>(1_700_000_000_000_000)
        var now: Int64 { time.withLock { $0 } }
        func advance(seconds: Int64) { advance(milliseconds: seconds * 1_000) }
        func advance(milliseconds: Int64) { time.withLock { $0 += milliseconds * 1_000 } }
    }

    private struct Bench {
        let telegram: TelegramStandIn
        let store: Store
        let clock: Clock
        let sender: Impl.Signal

        /// The chats that got a message, in order.
        var sent: [Int64] {
            telegram.withBot(Identities.botTokenText) { bot, _ in
                bot.calls.all.filter { $0.errorCode == nil && $0.method == "sendMessage" }.compactMap(\.chat)
            }
        }

        func refusals(_ code: Int) -> Int {
            telegram.withBot(Identities.botTokenText) { bot, _ in bot.calls.all.filter { $0.errorCode == code }.count }
        }

        func script(_ faults: Fault...) {
            telegram.withBot(Identities.botTokenText) { bot, _ in for fault in faults { bot.faults.add(fault) } }
        }

        func eventually(_ what: Comment, _ condition: () async throws -> Bool) async throws {
            try await Deadline.wait(seconds: 60, for: what.rawValue, until: condition)
        }
    }

    /// Runs both workers over a broadcast that is started, with so many recipients.
    private func withBench(people: Int64, rate: Int64 = 30, _ body: (Bench, Int64) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let clock = Clock()
        let store = try Store(.sqlite(path: folder.path + "/a.sqlite"), migrate: true, now: { clock.now })
        var options = StandInOptions()
        options.everyoneExists = true
        let telegram = try TelegramStandIn(options: options)
        telegram.addBot(token: Identities.botTokenText, username: "example_bot")
        try telegram.start()
        let botAPI = try BotAPI(token: Secret(Identities.botTokenText), baseURL: telegram.baseURL)
        try botAPI.start()
        for id in 0..<people {
            _ = try await store.users.logIn(UserProfile(telegramID: id + 1))
            try await store.users.setReachable(true, telegramID: id + 1)
        }
        let (sender, worker) = (Impl.Signal(), Impl.Signal())
        let logger = Logger(level: .error, sink: MemorySink())
        let desk = BroadcastDesk(sender: sender, worker: worker)
        let membership = Membership.alone(with: store, logger: logger)
        let outbox = OutboxWorker(
            store: store,
            botAPI: botAPI,
            membership: membership,
            peers: Peers(
                store: store,
                membership: membership,
                inbox: worker,
                outbox: sender,
                executor: globalConcurrentExecutor,
                logger: logger
            ),
            signal: sender,
            pacing: Pacing(),
            desk: desk,
            executor: globalConcurrentExecutor,
            logger: logger
        )
        let broadcasts = BroadcastWorker(
            store: store,
            desk: desk,
            membership: membership,
            signal: worker,
            queued: sender,
            executor: globalConcurrentExecutor,
            logger: logger
        )
        let draft = BroadcastDraft(
            creator: 1,
            idempotencyKey: "a",
            contentHash: "",
            message: BroadcastMessage(text: "Hello, everybody"),
            rate: rate
        )
        guard case .created(let made) = try await store.broadcasts.create(draft, recipients: people) else {
            throw TestFailure("not created")
        }
        _ = try await store.broadcasts.take(.start, id: made.id)
        let sending = Task { await outbox.run() }
        let working = Task { await broadcasts.run() }
        try await body(Bench(telegram: telegram, store: store, clock: clock, sender: sender), made.id)
        sending.cancel()
        await sending.value
        working.cancel()
        await working.value
        await botAPI.close()
        await telegram.stop()
        await store.close()
        withExtendedLifetime(folder) {}
    }

    /// Lets the clock go on until the broadcast is over.
    private func finish(_ bench: Bench, _ id: Int64) async throws -> Broadcast {
        try await bench.eventually("the broadcast is over") {
            bench.clock.advance(seconds: 1)
            bench.sender.wake()
            return try await bench.store.broadcasts.find(id: id)?.status == .completed
        }
        return try #require(try await bench.store.broadcasts.find(id: id))
    }

    @Test func halfAnHoursPauseInTheMiddleLosesNobody() async throws {
        try await withBench(people: 60) { bench, id in
            for skips in [10, 10, 10] {
                bench.script(Fault(.tooManyRequests(retryAfter: 1_800), method: "sendMessage", skips: skips))
            }
            // Slowly: three chats that are told so within five seconds are all.
            let end = bench.clock.now + 4_000_000
            try await bench.eventually("all are told to wait") {
                if bench.clock.now < end { bench.clock.advance(milliseconds: 1) }
                bench.sender.wake()
                return try await bench.store.outbox.pauses().contains { $0.chat == 0 }
            }
            let before = bench.sent.count
            #expect(before < 60 && bench.refusals(429) == 3)
            let pauses = try await bench.store.outbox.pauses()
            #expect(try #require(pauses.first { $0.chat == 0 }).until > bench.clock.now + 1_700_000_000)
            try await bench.eventually("all but the time of the pause is over") {
                bench.clock.advance(seconds: 10)
                bench.sender.wake()
                return bench.clock.now > pauses.reduce(0) { max($0, $1.until) } - 60_000_000
            }
            #expect(bench.sent.count <= before + 48, "nothing but what was on its way")
            bench.clock.advance(seconds: 60)
            let done = try await finish(bench, id)
            #expect(done.progress == BroadcastProgress(sent: 60))
            #expect(bench.sent.sorted() == Array(1...60))
        }
    }

    @Test func aTokenThatIsTakenBackStopsABroadcastAndMarksNobody() async throws {
        try await withBench(people: 40) { bench, id in
            bench.script(
                Fault(.refuse(Refusal(code: 401, "Unauthorized")), method: "sendMessage", skips: 5, times: nil)
            )
            try await bench.eventually("the token is refused") {
                bench.sender.wake()
                bench.clock.advance(seconds: 1)
                return bench.refusals(401) > 0
            }
            try await bench.eventually("what was sent is recorded") {
                try await bench.store.broadcasts.find(id: id)?.progress.sent == 5
            }
            let stopped = try #require(try await bench.store.broadcasts.find(id: id))
            #expect(stopped.progress == BroadcastProgress(sent: 5) && stopped.status == .inProgress)
            bench.telegram.withBot(Identities.botTokenText) { bot, _ in bot.faults.removeAll() }
            let done = try await finish(bench, id)
            #expect(done.progress == BroadcastProgress(sent: 40))
            #expect(bench.sent.sorted() == Array(1...40))
        }
    }

    @Test func aChatThatMigratesGetsItByItsNewId() async throws {
        try await withBench(people: 3) { bench, id in
            bench.telegram.withBot(Identities.botTokenText) { bot, now in
                _ = bot.makeChat(-1005, title: "Group", addedBy: 7, now: now)
                bot.faults.add(Fault(.migrated(to: -1005), method: "sendMessage", chat: 2))
            }
            let done = try await finish(bench, id)
            #expect(done.progress == BroadcastProgress(sent: 3))
            #expect(bench.sent.sorted() == [-1005, 1, 3])
        }
    }
}
