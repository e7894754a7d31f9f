import Domain
import Logging
import Platform
import Storage

/// Handles the updates that wait: of one key one after another, of others at once.
package actor InboxWorker {
    /// Handles one update: does what it asks for and makes it handled in one transaction, or returns the messages to do
    /// that with.
    package typealias Handler = @Sendable (WaitingUpdate) async throws -> Handling

    private struct UnderWay {
        let task: Task<Void, Never>
        let deadline: Int
        var isOverdue: Bool = false
    }

    private let store: Store
    private let membership: Membership
    private let peers: Peers
    private let signal: Signal
    private let handler: Handler
    private let policy: RetryPolicy
    private let tracer: Tracer
    private let alerts: Alerts
    private let metrics: BotMetrics
    private let logger: Logger
    private let executor: any TaskExecutor
    private var queue = InboxQueue()
    private var cursor = TailCursor()
    private var partitions: UInt32 = 0
    private var underWay: [Int64: UnderWay] = [:]
    private var isStopping: Bool = false
    /// Updates that could not be read since that was told last, and when it was.
    private var unreadable: Int64 = 0
    private var unreadableNoted: Int64 = 0

    /// Updates that are handled at once, at most, beside those that queue behind nothing: they share commits.
    private static let mostUnderWay: Int = 256
    /// The table is read when fewer can be begun.
    private static let fewReady: Int = 128

    /// - Parameters:
    ///   - signal: woken when an update was recorded, and when the membership changes.
    ///   - executor: where updates are handled.
    package init(
        store: Store,
        membership: Membership,
        peers: Peers,
        signal: Signal,
        policy: RetryPolicy = RetryPolicy(),
        tracer: Tracer = Tracer(),
        executor: any TaskExecutor,
        alerts: Alerts = Alerts(),
        metrics: BotMetrics = BotMetrics(),
        logger: Logger,
        handler: @escaping Handler
    ) {
        self.store = store
        self.membership = membership
        self.peers = peers
        self.signal = signal
        self.policy = policy
        self.tracer = tracer
        self.executor = executor
        self.alerts = alerts
        self.metrics = metrics
        self.logger = logger
        self.handler = handler
    }

    /// Works until its task is cancelled; what is under way then has a second to end, and is handed back otherwise.
    package func run() async {
        while !Task.isCancelled {
            adopt(membership.share)
            cursor.expectMore()
            if partitions != 0 { await look() }
            beginAll()
            breakOffOverdue()
            if partitions != 0, isLow, cursor.hasMore, queue.hasRoom { continue }
            await signal.wait(for: patience)
        }
        await drain()
    }

    private func adopt(_ share: Membership.Share) {
        guard share.partitions != partitions else { return }
        let gained = share.partitions & ~partitions
        partitions = share.partitions
        queue.keep(partitions)
        if gained != 0 { cursor.restart() }
    }

    private var isLow: Bool { queue.readyCount < InboxWorker.fewReady }

    private func beginAll() {
        while let update = queue.take(at: store.now, urgentOnly: underWay.count >= InboxWorker.mostUnderWay) {
            begin(update)
        }
    }

    /// Reads where it is worth while: each look costs the database more than the updates that it finds.
    private func look() async {
        let isDue = cursor.isDue(at: SystemClock.monotonicMilliseconds(), mayReadOn: isLow)
        guard underWay.isEmpty || isDue else { return signal.wake(in: .milliseconds(TailCursor.pause)) }
        do throws(StorageError) {
            if isLow { try await read() } else { try await readUrgent() }
        } catch {
            cursor.sawNothing()
            logger.warning("the inbox cannot be read", [.errorDetail: .string(String(describing: error))])
        }
    }

    private func read() async throws(StorageError) {
        for (key, from) in queue.incomplete {
            let updates = try await store.updates.waiting(of: key, from: from, limit: 8)
            queue.refill(key, with: updates, isAll: updates.count < 8)
        }
        guard queue.hasRoom else { return try await readUrgent() }
        let now = SystemClock.monotonicMilliseconds()
        let found = try await store.updates.waiting(
            partitions,
            after: cursor.top,
            or: cursor.missing(at: now),
            limit: TailCursor.atOnce
        )
        cursor.saw(found.map(\.update.id), at: now)
        for (update, isAsked) in found where isAsked { queue.add(update) }
    }

    /// What queues behind nothing is not behind the others in the table either.
    private func readUrgent() async throws(StorageError) {
        let missing = cursor.missing(at: SystemClock.monotonicMilliseconds())
        let found = try await store.updates.urgent(partitions, after: cursor.top, or: missing, limit: 64)
        for update in found { queue.add(update) }
    }

    /// How long nothing may happen: what others record is looked for.
    private var patience: Duration {
        let due = queue.nextDue.map { max(1_000, $0 - store.now) } ?? .max
        // What is under way is broken off in time.
        return min(.microseconds(min(due, 1_000_000)), peers.patience)
    }

    private func begin(_ update: WaitingUpdate) {
        let task = Task(executorPreference: executor) { await self.work(update) }
        let deadline = SystemClock.monotonicMilliseconds() + policy.allowedMilliseconds
        underWay[update.id] = UnderWay(task: task, deadline: deadline)
    }

    private func work(_ update: WaitingUpdate) async {
        if let span = tracer.begin(.consumer, continuing: TraceContext(parent: update.trace)) {
            let isHandled = await TraceContext.$current.withValue(span.context) { await handle(update) }
            span.end(
                "handle \(update.kind)",
                [("messaging.system", .text("telegram")), ("messaging.operation.type", .text("process"))],
                isFailed: !isHandled
            )
        } else {
            _ = await handle(update)
        }
        underWay[update.id] = nil
        guard !isStopping else { return }
        beginAll()
        // The table is asked when there is a reason, not after each update.
        if isLow, cursor.mayHaveMore && queue.hasRoom || queue.isIncomplete { signal.wake() }
    }

    /// False where it failed.
    private func handle(_ update: WaitingUpdate) async -> Bool {
        do {
            if case .reply(let messages) = try await handler(update) {
                _ = try await store.updates.finish(update.id, messages: messages)
            }
            metrics.note(update, .handled, at: store.now)
            peers.noteMessages()
            queue.finish(update)
            return true
        } catch let error as UnreadableUpdate {
            await pass(over: update, error)
        } catch {
            await fail(update, error)
        }
        return false
    }

    private func fail(_ update: WaitingUpdate, _ error: any Error) async {
        let isOverdue = underWay[update.id]?.isOverdue ?? false
        if !isOverdue, isStopping || isAbsence(error) { return postpone(update) }
        var next = update
        next.attempts += 1
        let isLast = next.attempts >= policy.attempts(of: update.kind)
        if isLast { next.state = policy.blocks(update.kind) ? .blocking : .dead }
        if isLast { alerts.raise(.deadUpdate) }
        metrics.note(update, isLast ? .dead : .failed, at: store.now)
        next.dueAt = store.now + policy.delay(after: next.attempts)
        let fault = isOverdue ? "it took too long" : String(describing: type(of: error))
        logger.log(
            isLast ? .error : .warning,
            isLast ? "an update is dead" : "an update failed",
            [
                .inboxID: .integer(update.id), .updateKind: .string(update.kind),
                .attempts: .integer(next.attempts), .errorKind: .string(fault),
                .errorDetail: .string(String(describing: error)),
            ]
        )
        // One that was broken off is noted all the same: not by the task that was cancelled.
        let noting = Task(executorPreference: executor) { [store, next] in
            try await store.updates.fail(next, fault: fault)
        }
        do {
            try await noting.value
        } catch {
            // Dead or blocking it is only once that is noted: nobody else would know.
            logger.warning("a failure is not noted", [.errorDetail: .string(String(describing: error))])
            if next.state != .pending { return postpone(update) }
        }
        if next.state == .dead { queue.finish(next) } else { retry(next) }
    }

    /// Nobody will be able to read it later either: it is handled by that, and its bytes stay where they are. Told of
    /// once in ten seconds at most, since whoever sends one may send many.
    private func pass(over update: WaitingUpdate, _ error: UnreadableUpdate) async {
        unreadable += 1
        let now = store.now
        metrics.note(update, .unreadable, at: now)
        if now - unreadableNoted >= 10_000_000 {
            logger.warning(
                "updates cannot be read",
                [
                    .inboxID: .integer(update.id), .updateKind: .string(update.kind), .count: .integer(unreadable),
                    .errorDetail: .string(error.reason),
                ]
            )
            (unreadable, unreadableNoted) = (0, now)
        }
        do throws(StorageError) {
            _ = try await store.updates.finish(update.id, messages: [])
            queue.finish(update)
        } catch { postpone(update) }
    }

    /// Tries it again soon, uncounted.
    private func postpone(_ update: WaitingUpdate) {
        var next = update
        next.dueAt = store.now + policy.delay(after: 1)
        retry(next)
    }

    /// Whoever waits waits no longer than until it is due.
    private func retry(_ update: WaitingUpdate) {
        queue.retry(update)
        signal.wake()
    }

    /// The database's absence is not the update's fault.
    private func isAbsence(_ error: any Error) -> Bool {
        switch error {
        case StorageError.unavailable, StorageError.migrations: true
        default: false
        }
    }

    private func breakOffOverdue() {
        let now = SystemClock.monotonicMilliseconds()
        for (id, item) in underWay where item.deadline <= now && !item.isOverdue {
            underWay[id]?.isOverdue = true
            item.task.cancel()
        }
    }

    private func drain() async {
        isStopping = true
        let tasks = underWay.values.map(\.task)
        let end = Task {
            try await Task.sleep(for: .seconds(1))
            for task in tasks { task.cancel() }
        }
        for task in tasks { await task.value }
        end.cancel()
    }
}
