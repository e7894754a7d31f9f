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
        let deadline: UInt64
    }

    private let store: Store
    private let membership: Membership
    private let signal: Signal
    private let handler: Handler
    private let policy: RetryPolicy
    private let logger: Logger
    private let executor: any TaskExecutor
    private var queue = InboxQueue()
    private var cursor = TailCursor()
    private var partitions: UInt32 = 0
    private var underWay: [Int64: UnderWay] = [:]
    private var mayHaveMore: Bool = true

    /// Updates that are handled at once, at most.
    private static let mostUnderWay: Int = 64
    private static let readAtOnce: Int = 512

    /// - Parameters:
    ///   - signal: woken when an update was recorded, and when the membership changes.
    ///   - executor: where updates are handled.
    package init(
        store: Store,
        membership: Membership,
        signal: Signal,
        policy: RetryPolicy = RetryPolicy(),
        executor: any TaskExecutor,
        logger: Logger,
        handler: @escaping Handler
    ) {
        self.store = store
        self.membership = membership
        self.signal = signal
        self.policy = policy
        self.executor = executor
        self.logger = logger
        self.handler = handler
    }

    /// Works until its task is cancelled; what is under way then has a second to end, and is handed back otherwise.
    package func run() async {
        while !Task.isCancelled {
            adopt(membership.share)
            if partitions != 0 { await read() }
            while underWay.count < InboxWorker.mostUnderWay, let update = queue.take(at: store.now) { begin(update) }
            cancelOverdue()
            await signal.wait(for: mayHaveMore && queue.hasRoom ? .zero : patience)
        }
        await drain()
    }

    private func adopt(_ share: Membership.Share) {
        guard share.partitions != partitions else { return }
        let gained = share.partitions & ~partitions
        partitions = share.partitions
        queue.keep(partitions)
        if gained != 0 {
            cursor.restart()
            mayHaveMore = true
        }
    }

    private func read() async {
        do throws(StorageError) {
            for (key, from) in queue.incomplete {
                let updates = try await store.updates.waiting(of: key, from: from, limit: 8)
                queue.refill(key, with: updates, isAll: updates.count < 8)
            }
            guard queue.hasRoom else { return }
            let now = SystemClock.monotonicMilliseconds()
            let found = try await store.updates.waiting(
                partitions,
                after: cursor.top,
                or: cursor.missing(at: now),
                limit: InboxWorker.readAtOnce
            )
            mayHaveMore = found.count >= InboxWorker.readAtOnce
            cursor.saw(found.map(\.update.id), at: now)
            for (update, isAsked) in found where isAsked { queue.add(update) }
        } catch {
            mayHaveMore = false
            logger.warning("the inbox cannot be read", [.errorDetail: .string(String(describing: error))])
        }
    }

    /// How long nothing may happen: what others record is looked for.
    private var patience: Duration {
        let due = queue.nextDue.map { max(1_000, $0 - store.now) } ?? .max
        return .microseconds(min(due, membership.share.isShared ? 100_000 : 250_000))
    }

    private func begin(_ update: WaitingUpdate) {
        let task = Task(executorPreference: executor) { await self.work(update) }
        let deadline = SystemClock.monotonicMilliseconds() + policy.allowedMilliseconds
        underWay[update.id] = UnderWay(task: task, deadline: UInt64(deadline))
    }

    private func work(_ update: WaitingUpdate) async {
        do {
            if case .reply(let messages) = try await handler(update) {
                _ = try await store.updates.finish(update.id, messages: messages)
            }
            settle(update, nil)
        } catch {
            await fail(update, error)
        }
        underWay[update.id] = nil
        signal.wake()
    }

    /// - Parameter retry: how it waits from now on; nil: it is not held any more.
    private func settle(_ update: WaitingUpdate, _ retry: WaitingUpdate?) {
        if let retry { queue.retry(retry) } else { queue.finish(update) }
    }

    private func fail(_ update: WaitingUpdate, _ error: any Error) async {
        var next = update
        // The database's absence and our own end are not the update's fault.
        if error is StorageError || error is CancellationError || Task.isCancelled && isStopping {
            next.dueAt = store.now + policy.delay(after: 1)
            return settle(update, next)
        }
        next.attempts += 1
        let isLast = error is UnreadableUpdate || next.attempts >= policy.attempts(of: update.kind)
        if isLast { next.state = policy.blocks(update.kind) ? .blocking : .dead }
        next.dueAt = store.now + policy.delay(after: next.attempts)
        let fault = String(describing: type(of: error))
        logger.log(
            isLast ? .error : .warning,
            isLast ? "an update is dead" : "an update failed",
            [
                .inboxID: .integer(update.id), .updateKind: .string(update.kind),
                .attempts: .integer(next.attempts), .errorKind: .string(fault),
                .errorDetail: .string(String(describing: error)),
            ]
        )
        do throws(StorageError) {
            try await store.updates.fail(next, fault: fault)
        } catch {
            logger.warning("a failure is not noted", [.errorDetail: .string(String(describing: error))])
        }
        settle(update, next.state == .dead ? nil : next)
    }

    private var isStopping: Bool = false

    private func cancelOverdue() {
        let now = UInt64(SystemClock.monotonicMilliseconds())
        for item in underWay.values where item.deadline <= now { item.task.cancel() }
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

/// An update that nobody can read, and will not be able to later.
struct UnreadableUpdate: Error {
    let reason: String
}

/// What became of an update.
package enum Handling: Sendable {
    /// It is handled, with all that it asked for.
    case done
    /// Nothing was changed for it: it is handled by these messages.
    case reply([OutgoingMessage])

    package static let ignored = Handling.reply([])
}

/// How often and when a failed update is tried again.
package struct RetryPolicy: Sendable {
    /// An update may take so long, or it is broken off and counts as failed.
    package var allowedMilliseconds: Int = 4_000
    package var chatter: Int64 = 5
    package var money: Int64 = 30

    package init() {}

    /// Money waits for somebody's decision; chatter lets its key go on.
    package func blocks(_ kind: String) -> Bool { kind == ReceivedUpdate.paymentKind || kind == "subscription" }

    func attempts(of kind: String) -> Int64 { blocks(kind) ? money : chatter }

    /// Microseconds before the next try: half a second, doubled each time up to a minute, give or take a fourth.
    func delay(after attempts: Int64) -> Int64 {
        let base: Int64 = min(500_000 << min(attempts - 1, 7), 60_000_000)
        return Int64.random(in: (base * 3 / 4)...(base * 5 / 4))
    }
}
