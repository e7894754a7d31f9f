import Crypto
import Domain
import Logging
import Platform
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import Impl
@testable import Storage

/// Updates that fail, hang or are broken off, over a real SQLite file.
@Suite(.blocking) struct InboxWorkerTests {
    private struct Poison: Error {}

    /// What was handled, in order.
    private final class Log: Sendable {
        private let list: Mutex<[Int64]> = Mutex([])
        func add(_ id: Int64) { list.withLock { $0.append(id) } }
        var all: [Int64] { list.withLock { $0 } }
    }

    /// Runs a worker over updates until a condition holds.
    private func run(
        _ updates: [ReceivedUpdate],
        policy change: (inout RetryPolicy) -> Void = { _ in },
        before prepare: (Store) async throws -> Void = { _ in },
        handler: @escaping InboxWorker.Handler,
        until isDone: @escaping @Sendable (Store) async throws -> Bool
    ) async throws -> [WaitingUpdate] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/inbox.sqlite"
        let store = try Store(.sqlite(path: path), migrate: true, now: SystemClock.microseconds)
        // Many at once share commits; the last few keep their order.
        try await Self.atOnce(updates.dropLast(8)) { _ = try await store.updates.record($0) }
        for update in updates.suffix(8) { _ = try await store.updates.record(update) }
        try await prepare(store)
        var policy = RetryPolicy()
        policy.firstMicroseconds = 1_000
        change(&policy)
        let signal = Signal()
        let executor = try BlockingExecutor()
        let logger = Logger(level: .error, sink: MemorySink())
        let membership = Membership.alone(with: store, executor: executor, logger: logger, listeners: [signal])
        let worker = InboxWorker(
            store: store,
            membership: membership,
            peers: Peers(
                store: store,
                membership: membership,
                inbox: signal,
                outbox: Signal(),
                executor: executor,
                logger: logger
            ),
            signal: signal,
            policy: policy,
            executor: executor,
            logger: logger,
            handler: handler
        )
        let running = Task(executorPreference: executor) { await worker.run() }
        await #expect(throws: Never.self) {
            try await Deadline.wait(seconds: 60, for: "what the worker does") { try await isDone(store) }
        }
        running.cancel()
        await running.value
        let left = try await Self.waiting(store)
        await store.close()
        withExtendedLifetime(folder) {}
        return left
    }

    private static func atOnce<Item: Sendable>(
        _ items: some Sequence<Item>,
        _ body: @escaping @Sendable (Item) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for item in items { group.addTask { try await body(item) } }
            try await group.waitForAll()
        }
    }

    /// Those that are not dead.
    private static func waiting(_ store: Store) async throws -> [WaitingUpdate] {
        try await store.updates.waiting(.max, after: 0, or: [], limit: 9_999).filter(\.isAsked).map(\.update)
    }

    /// Returns when its task is cancelled.
    private func hang() async throws {
        let (stream, end) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        withExtendedLifetime(end) {}
        try Task.checkCancellation()
    }

    private func update(_ id: Int64, _ chat: Int64, kind: String = "message") -> ReceivedUpdate {
        ReceivedUpdate(updateID: id, kind: kind, orderKey: .chat(chat), raw: Array("{}".utf8))
    }

    @Test func chatterThatKeepsFailingLetsItsKeyGoOn() async throws {
        let log = Log()
        let tries = Log()
        let left = try await run([update(1, 7), update(2, 7), update(3, 8)]) { update in
            tries.add(update.id)
            if update.id == 1 { throw Poison() }
            log.add(update.id)
            return .ignored
        } until: { store in
            try await Self.waiting(store).isEmpty
        }
        #expect(log.all.sorted() == [2, 3] && left.isEmpty, "a dead one waits no more")
        #expect(tries.all.filter { $0 == 1 }.count == 5)
    }

    @Test func moneyThatKeepsFailingBlocksItsKeyAndNoOther() async throws {
        let log = Log()
        let failing = update(1, 7, kind: ReceivedUpdate.paymentKind)
        let left = try await run([failing, update(2, 7), update(3, 8)]) {
            $0.money = 3
        } handler: { update in
            if update.id == 1 { throw Poison() }
            log.add(update.id)
            return .ignored
        } until: { store in
            try await store.updates.waiting(of: .chat(7), from: 0, limit: 1).first?.state == .blocking
        }
        #expect(!log.all.contains(2))
        #expect(left.map(\.id).filter { $0 != 3 } == [1, 2] && left.first?.attempts == 3)
    }

    @Test func aCheckoutIsHandledBeforeMoreThanAreReadAtOnce() async throws {
        let log = Log()
        let chatter = (1...3_000).map { update($0, $0) }
        let checkout = ReceivedUpdate(updateID: 3_001, kind: "pre_checkout_query", raw: Array("{}".utf8))
        let left = try await run(chatter + [checkout]) { update in
            if update.kind == "message" { try await hang() }
            log.add(update.id)
            return .ignored
        } until: { _ in
            !log.all.isEmpty
        }
        #expect(log.all == [3_001] && left.count >= 3_000)
    }

    /// A transaction that was slower than those behind it.
    @Test func aCheckoutThatWasPassedOverIsHandledWhileAllPlacesAreTaken() async throws {
        let begun = Log()
        let log = Log()
        let late = Int64(300)
        let isThere = Mutex(false)
        let left = try await run(
            (1...600).map { update($0, $0) },
            before: { store in
                let first = try await store.updates.waiting(.max, after: 0, or: [], limit: 600).map(\.update.id).min()
                #expect(first == 1)
                _ = try await store.updates.finish(late, messages: [])
            }
        ) { update in
            begun.add(update.id)
            if update.kind == "message" { try await hang() }
            log.add(update.id)
            return .ignored
        } until: { store in
            // Everything before is read, and more than there are places for.
            if begun.all.count >= 256, !isThere.withLock({ $0 }) {
                try await store.database.transact(
                    """
                    INSERT INTO inbox (id, partition, order_key, kind)
                    VALUES (\(late), \(OrderKey.update(9).partition), \(OrderKey.update(9).text), 'pre_checkout_query')
                    """
                )
                isThere.withLock { $0 = true }
            }
            return !log.all.isEmpty
        }
        #expect(log.all == [late] && left.count == 599)
    }

    @Test func anyNumberOfDeadOnesHoldsUpNobody() async throws {
        let log = Log()
        let dead = (1...700).map { update($0, $0) }
        let left = try await run(
            dead + [update(701, 701)],
            before: { store in
                let found = try await store.updates.waiting(.max, after: 0, or: [], limit: 700)
                try await Self.atOnce(found.map(\.update)) { update in
                    var update = update
                    update.state = .dead
                    try await store.updates.fail(update, fault: "no")
                }
            }
        ) { update in
            log.add(update.id)
            return .ignored
        } until: { store in
            try await Self.waiting(store).isEmpty
        }
        #expect(log.all == [701] && left.isEmpty)
    }

    @Test func oneThatTakesTooLongIsBrokenOffAndCounted() async throws {
        let log = Log()
        let left = try await run([update(1, 7), update(2, 7)]) {
            $0.allowedMilliseconds = 20
            $0.chatter = 2
        } handler: { update in
            if update.id == 1 { try await hang() }
            log.add(update.id)
            return .ignored
        } until: { store in
            try await Self.waiting(store).isEmpty
        }
        #expect(log.all == [2] && left.isEmpty)
    }

    @Test func oneThatIsUnderWayAtTheEndIsHandedBackUncounted() async throws {
        let log = Log()
        let left = try await run([update(1, 7)]) { update in
            log.add(update.id)
            try await hang()
            return .ignored
        } until: { _ in
            !log.all.isEmpty
        }
        #expect(left.map(\.attempts) == [0] && left.first?.state == .pending)
    }

    @Test func oneThatNobodyCanReadIsPassedOverAtOnce() async throws {
        let tries = Log()
        let left = try await run([update(1, 7), update(2, 7)]) { update in
            tries.add(update.id)
            if update.id == 1 { throw UnreadableUpdate(reason: "") }
            return .ignored
        } until: { store in
            try await Self.waiting(store).isEmpty
        }
        #expect(tries.all == [1, 2] && left.isEmpty)
    }
}
