import Domain
import Logging
import Platform
import Storage
import Synchronization

/// The part of the work that this process does: leases that it holds as long as it lives.
///
/// Each process prolongs its own every second, and takes what nobody holds; partitions of the inbox are shared evenly.
/// A process that dies loses its leases after `lease`, one that stops gives them back. What they protect is effort, not
/// truth: an update that two handle at once is done by one of them (`Effects.handled`). A process that has the database
/// for itself does everything, without leases.
package final class Membership: Sendable {
    /// What is held.
    package struct Share: Sendable, Equatable {
        /// A bit for each partition of the inbox.
        package var partitions: UInt32 = 0
        package var isSender: Bool = false
        package var isPoller: Bool = false
        /// Other processes are there.
        package var isShared: Bool = false

        /// All of it, for a process that has the database for itself.
        fileprivate static let everything = Share(
            partitions: .max,
            isSender: true,
            isPoller: true,
            until: .max
        )

        /// Nothing of it is held after this: nanoseconds of a monotonic clock.
        fileprivate var until: UInt64 = 0
    }

    /// How long a lease is held after it was prolonged, and how much earlier its owner lets go of it: microseconds.
    private static let lease: Int64 = 4_000_000
    private static let margin: Int64 = 500_000
    /// How often it is prolonged.
    private static let interval: Duration = .seconds(1)

    /// This process among the others.
    package let id: Int64
    private let leases: Leases
    private let wantsPoller: Bool
    private let logger: Logger
    private let executor: any TaskExecutor
    private let state: Mutex<Share>
    private let listeners: [Signal]

    /// - Parameters:
    ///   - id: a number that no other process has.
    ///   - executor: where the last leases are given back.
    ///   - listeners: woken when the share changes.
    package init(
        id: Int64,
        store: Store,
        wantsPoller: Bool,
        executor: any TaskExecutor,
        logger: Logger,
        listeners: [Signal]
    ) {
        self.id = id
        leases = store.leases
        state = Mutex(store.isShared ? Share() : .everything)
        self.wantsPoller = wantsPoller
        self.executor = executor
        self.logger = logger
        self.listeners = listeners
    }

    /// What this process does now; nothing where its leases may be over.
    package var share: Share {
        let share = state.withLock { $0 }
        return SystemClock.monotonicNanoseconds() < share.until ? share : Share()
    }

    /// Works until its task is cancelled, then gives everything back; for who shares the database.
    package func run() async {
        while !Task.isCancelled {
            do throws(StorageError) {
                try await renew()
            } catch {
                logger.warning("leases are not prolonged", [.errorDetail: .string(String(describing: error))])
            }
            try? await Task.sleep(for: Membership.interval)
        }
        state.withLock { $0 = Share() }
        await Task(executorPreference: executor) {
            for kind in [Lease.Kind.inbox, .outbox, .poller, .member] {
                try? await self.leases.release(kind, owner: self.id)
            }
        }.value
    }

    private func renew() async throws(StorageError) {
        let start = SystemClock.monotonicNanoseconds()
        let time = Membership.lease
        _ = try await leases.hold(.member, [id], owner: id, for: time)
        let all = try await leases.list(.member)
        for dead in all where dead.isExpired { try await leases.release(.member, owner: dead.owner) }
        let members = all.filter { !$0.isExpired }.map(\.number)
        let others = Set(members).subtracting([id])
        let wanted = Membership.partitions(of: id, members: others.union([id]).sorted())
        let mine = try await leases.list(.inbox).filter { $0.owner == id }.map(\.number)
        let surplus = mine.filter { !wanted.contains($0) }
        var share = Share()
        share.isShared = !others.isEmpty
        if !surplus.isEmpty { try await leases.release(.inbox, surplus, owner: id) }
        for number in try await leases.hold(.inbox, wanted, owner: id, for: time) {
            share.partitions |= 1 << UInt32(number)
        }
        share.isSender = try await !leases.hold(.outbox, owner: id, for: time).isEmpty
        if wantsPoller { share.isPoller = try await !leases.hold(.poller, owner: id, for: time).isEmpty }
        share.until = start + UInt64(Membership.lease - Membership.margin) * 1_000
        let isNew = state.withLock { state in
            var before = state
            before.until = share.until
            state = share
            return before != share
        }
        if isNew { for listener in listeners { listener.wake() } }
    }

    /// The partitions of one member: the same division in each process, as long as they see the same members.
    static func partitions(of id: Int64, members: [Int64]) -> [Int64] {
        let place = Int64(members.firstIndex(of: id) ?? 0)
        return (0..<OrderKey.partitions).filter { $0 % Int64(members.count) == place }
    }
}
