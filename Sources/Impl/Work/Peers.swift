import Domain
import Logging
import Platform
import PostgreSQL
import Storage
import Synchronization

/// The processes of the bot: wakes the one that has something to do, whether it is this one or another.
///
/// On SQLite that is always this one. On PostgreSQL others are told by `NOTIFY`, in transactions of their own and
/// gathered, so that no request pays for one. Where nothing is heard, as behind a pooler, each looks by itself, more
/// often; a notification that is lost costs as much as that takes.
package final class Peers: Sendable {
    private struct State {
        /// The partitions whose owners have something to do, a bit for each.
        var partitions: UInt32 = 0
        /// The sender has something to do.
        var hasMessages: Bool = false
        var isListening: Bool = false
        /// Whether others were at work when that was looked up: nanoseconds of a monotonic clock; 0: never.
        var others: (arePresent: Bool, asOf: UInt64) = (false, 0)
    }

    /// The time between two notifications: PostgreSQL lets one transaction after the other notify, and each wakes all.
    private static let interval: Duration = .milliseconds(20)

    private let store: Store
    private let membership: Membership
    private let inbox: Signal
    private let outbox: Signal
    private let hasWork: Bool
    private let executor: any TaskExecutor
    private let logger: Logger
    private let signal = Signal()
    private let state: Mutex<State> = Mutex(State())

    /// - Parameters:
    ///   - inbox: woken when there are updates that are this process's to handle.
    ///   - outbox: woken when there are messages that are this process's to send.
    ///   - hasWork: false for a process that handles and sends nothing: it only tells others.
    ///   - executor: where others are told for the last time.
    package init(
        store: Store,
        membership: Membership,
        inbox: Signal,
        outbox: Signal,
        hasWork: Bool = true,
        executor: any TaskExecutor,
        logger: Logger
    ) {
        self.store = store
        self.membership = membership
        self.inbox = inbox
        self.outbox = outbox
        self.hasWork = hasWork
        self.executor = executor
        self.logger = logger
    }

    /// How long a worker may wait before it looks by itself whether others have left something to do.
    var patience: Duration {
        guard store.isShared else { return .seconds(5) }
        if state.withLock({ $0.isListening }) { return .seconds(1) }
        return membership.share.isShared ? .milliseconds(100) : .milliseconds(250)
    }

    /// Wakes whoever handles the updates of a key, of which one was recorded.
    package func noteUpdate(of key: OrderKey) {
        let bit: UInt32 = 1 << UInt32(key.partition)
        guard membership.share.partitions & bit == 0 else { return inbox.wake() }
        let isNew = state.withLock { state in
            defer { state.partitions |= bit }
            return state.partitions & bit == 0
        }
        if isNew { signal.wake() }
    }

    /// Wakes whoever sends messages, of which some were put into the outbox.
    package func noteMessages() {
        guard !membership.share.isSender else { return outbox.wake() }
        let isNew = state.withLock { state in
            defer { state.hasMessages = true }
            return !state.hasMessages
        }
        if isNew { signal.wake() }
    }

    /// Works until its task is cancelled; for who shares the database.
    package func run() async {
        let listener = hasWork ? store.wakeups.listener { [self] in note($0) } : nil
        do { try listener?.start() } catch {
            logger.warning("other processes are not heard", [.errorDetail: .string(error.text)])
        }
        while true {
            await signal.wait(for: .seconds(60))
            guard !Task.isCancelled else { break }
            await tell()
            try? await Task.sleep(for: Peers.interval)
        }
        // What the others have to do is not this one's any more.
        await Task(executorPreference: executor) { await self.tell() }.value
        await listener?.stop()
    }

    private func tell() async {
        let told = state.withLock { state in
            defer { (state.partitions, state.hasMessages) = (0, false) }
            return state
        }
        guard told.partitions != 0 || told.hasMessages, await areOthersAtWork() else { return }
        do throws(StorageError) {
            try await store.wakeups.notify("\(told.partitions) \(told.hasMessages ? 1 : 0)")
        } catch {
            // What it was about is found all the same, a little later.
            logger.debug("other processes are not told", [.errorDetail: .string(String(describing: error))])
        }
    }

    /// Looked up once a second at most: who joins looks by himself.
    private func areOthersAtWork() async -> Bool {
        let now = SystemClock.monotonicNanoseconds()
        let known = state.withLock { $0.others }
        if known.asOf != 0, now - known.asOf < 1_000_000_000 { return known.arePresent }
        // Where it cannot be read they are told in vain at worst.
        let members = try? await store.leases.list(.member)
        let arePresent = members?.contains { !$0.isExpired && $0.owner != membership.id } ?? true
        state.withLock { $0.others = (arePresent, now) }
        return arePresent
    }

    private func note(_ event: NotificationListener.Event) {
        switch event {
        case .heard(let payload):
            let numbers = payload.split(separator: " ").compactMap { UInt32($0) }
            guard numbers.count == 2 else { return }
            let share = membership.share
            if numbers[0] & share.partitions != 0 { inbox.wake() }
            if numbers[1] != 0, share.isSender { outbox.wake() }
        case .listening: setListening(true)
        case .deaf: setListening(false)
        case .pooled: logger.notice("behind a connection pooler other processes are not heard; each looks by itself")
        }
    }

    /// Both workers look for what may have been missed, and how long they may wait from here on.
    private func setListening(_ isListening: Bool) {
        let isNew = state.withLock { state in
            defer { state.isListening = isListening }
            return state.isListening != isListening
        }
        guard isNew else { return }
        inbox.wake()
        outbox.wake()
        if !isListening { logger.warning("other processes are not heard until the database is back") }
    }
}
