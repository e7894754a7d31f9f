import Domain
import Logging
import Platform
import Storage

/// Makes broadcasts go on: lists recipients, hands them to whoever sends, and records what came of it.
///
/// It works in the process that sends, for the others, too. What it has in memory is a few hundred recipients; where
/// it is ended, whoever comes next goes on where it was recorded last, so that those on their way may get the message
/// twice and nobody else does.
package actor BroadcastWorker {
    /// Recipients in memory at most, and read at once.
    private static let capacity: Int = 1_024
    private static let page: Int = 512
    /// How often the table is looked at, results are recorded, and progress is told: milliseconds.
    private static let lookInterval: Int = 1_000
    private static let recordInterval: Int = 100
    private static let tellInterval: Int = 5_000

    private let store: Store
    private let desk: BroadcastDesk
    private let membership: Membership
    private let signal: Signal
    /// Woken when a message was put into the outbox.
    private let queued: Signal
    private let executor: any TaskExecutor
    private let alerts: Alerts
    private let logger: Logger
    private var feeds: [Int64: BroadcastFeed] = [:]
    private var lookedAt: Int = .min / 2
    private var told: [Int64: Int] = [:]

    /// - Parameters:
    ///   - signal: woken when a step was taken, and when there are results.
    ///   - executor: where the last results are recorded.
    package init(
        store: Store,
        desk: BroadcastDesk,
        membership: Membership,
        signal: Signal,
        queued: Signal,
        executor: any TaskExecutor,
        alerts: Alerts = Alerts(),
        logger: Logger
    ) {
        self.store = store
        self.desk = desk
        self.membership = membership
        self.signal = signal
        self.queued = queued
        self.executor = executor
        self.alerts = alerts
        self.logger = logger
    }

    /// Works until its task is cancelled, which is after the sender has ended; then records what is left.
    package func run() async {
        while !Task.isCancelled {
            do throws(StorageError) {
                try await work()
            } catch {
                logger.warning("broadcasts are out of reach", [.errorDetail: .string(String(describing: error))])
                try? await Task.sleep(for: .milliseconds(500))
            }
            await signal.wait(for: .milliseconds(Self.lookInterval))
            // Results come one by one, and are recorded together.
            if !feeds.isEmpty { try? await Task.sleep(for: .milliseconds(Self.recordInterval)) }
        }
        collect()
        await Task(executorPreference: executor) { await self.recordRest() }.value
    }

    private func recordRest() async {
        for id in feeds.keys.sorted() {
            do throws(StorageError) { try await record(id) } catch {
                logger.warning("results are not recorded", [.errorDetail: .string(String(describing: error))])
            }
        }
    }

    private func work() async throws(StorageError) {
        collect()
        for id in feeds.keys.sorted() { try await record(id) }
        guard membership.share.isSender else {
            for id in feeds.keys { drop(id) }
            return
        }
        try await look()
        for feed in feeds.values where feed.isActive && !feed.isListed {
            feeds[feed.broadcast.id]?.isListed = try await store.broadcasts.list(feed.broadcast)
            signal.wake()
        }
        try await feed()
        for id in feeds.keys.sorted() { try await end(id) }
    }

    private func collect() {
        for result in desk.takeResults() {
            feeds[result.recipient.broadcast]?.note(result.recipient.telegramID, result.outcome)
        }
    }

    private func record(_ id: Int64) async throws(StorageError) {
        guard let feed = feeds[id] else { return }
        if feed.results.count > 0 { try await store.broadcasts.record(feed.results, of: id, doneTo: feed.doneTo) }
        feeds[id]?.recorded()
    }

    /// Learns which broadcasts are under way.
    private func look() async throws(StorageError) {
        let now = SystemClock.monotonicMilliseconds()
        guard desk.takeNews() || now - lookedAt >= Self.lookInterval else { return }
        lookedAt = now
        var found = try await store.broadcasts.atWork()
        if found.contains(where: { $0.status == .scheduled && ($0.scheduledAt ?? 0) <= store.now }) {
            try await store.broadcasts.beginScheduled()
            found = try await store.broadcasts.atWork()
        }
        let active = found.filter { $0.status == .inProgress }
        for broadcast in active {
            if feeds[broadcast.id] == nil { feeds[broadcast.id] = BroadcastFeed(broadcast) }
            feeds[broadcast.id]?.refresh(broadcast)
            try await tell(broadcast)
        }
        for id in Set(feeds.keys).subtracting(active.map(\.id)) { drop(id) }
        for id in Set(told.keys).subtracting(active.map(\.id)) {
            if let broadcast = try await store.broadcasts.find(id: id) { try await tell(broadcast) }
            told[id] = nil
        }
    }

    /// Takes a broadcast back; it is forgotten once nobody is in hand.
    private func drop(_ id: Int64) {
        desk.withdraw(id)
        feeds[id]?.isActive = false
        if feeds[id]?.isIdle == true { feeds[id] = nil }
    }

    /// Hands out the next recipients, of the oldest broadcast that has any.
    private func feed() async throws(StorageError) {
        let next = feeds.values.filter { $0.isHungry }.min { $0.broadcast.id < $1.broadcast.id }
        guard let next, feeds.values.reduce(0, { $0 + $1.count }) + Self.page <= Self.capacity else { return }
        // The rate is that of all that is in hand.
        let isAlone = feeds.values.allSatisfy { other in
            other.count == 0
                || other.broadcast.rate == next.broadcast.rate
                    && other.broadcast.isPaid == next.broadcast.isPaid
        }
        guard isAlone else { return }
        let id = next.broadcast.id
        let found = try await store.broadcasts.waiting(id, after: next.top, limit: Self.page)
        feeds[id]?.offered(found, isLast: found.count < Self.page)
        guard !found.isEmpty else { return }
        desk.offer(
            found.map { person in
                (
                    next.call.message(to: person.telegramID, firstName: person.firstName),
                    BroadcastPlace(broadcast: id, telegramID: person.telegramID)
                )
            },
            at: BroadcastDesk.Rate(perSecond: next.broadcast.rate, isPaid: next.broadcast.isPaid)
        )
        if found.count == Self.page { signal.wake() }
    }

    private func end(_ id: Int64) async throws(StorageError) {
        guard let feed = feeds[id], feed.isOver || feed.isRefused else { return }
        let status = feed.isRefused ? .failed : feed.ending
        try await store.broadcasts.end(id, as: status)
        drop(id)
        if status == .failed {
            alerts.raise(.failedBroadcast)
            logger.warning("Telegram takes a broadcast for nobody", [.broadcastID: .integer(id)])
        } else {
            logger.notice("a broadcast is over", [.broadcastID: .integer(id)])
        }
        desk.noteStep()
    }

    /// Changes the message that tells its progress, where it has one.
    private func tell(_ broadcast: Broadcast) async throws(StorageError) {
        guard !broadcast.language.isEmpty else { return }
        let now = SystemClock.monotonicMilliseconds()
        let isUnderWay = broadcast.status == .inProgress
        guard !isUnderWay || now - (told[broadcast.id] ?? (.min / 2)) >= Self.tellInterval else { return }
        told[broadcast.id] = now
        try await store.outbox.add([BroadcastChat.change(of: broadcast)])
        queued.wake()
    }
}
