import Domain
import Logging
import Storage

/// Forgets what nobody needs any more: one process for all, in small steps with pauses between them.
package struct Pruner: Sendable {
    package struct Options: Sendable {
        /// How long a handled update stays, in microseconds. Telegram delivers one again for a day at most.
        package var updates: Int64 = 3 * day
        /// How long a message that can never be sent stays with its reason.
        package var deadMessages: Int64 = 30 * day
        /// How long it is known where messages about a subject are, so that they can be edited.
        package var sentMessages: Int64 = 90 * day
        /// How long it is known whom a broadcast that has ended went to.
        package var recipients: Int64 = 90 * day
        /// The time between two rounds, and before the first.
        package var interval: Duration = .seconds(600)
        package var beforeFirst: Duration = .seconds(60)
        /// The time between two steps: others have the database meanwhile.
        package var pause: Duration = .milliseconds(20)

        package init() {}

        private static let day: Int64 = 86_400_000_000
    }

    /// How long another process leaves this to the one that does it: microseconds.
    private static let lease: Int64 = 900_000_000

    private let store: Store
    private let options: Options
    private let owner: Int64
    private let logger: Logger

    /// - Parameter owner: a number that no other process has.
    package init(store: Store, options: Options = Options(), owner: Int64, logger: Logger) {
        self.store = store
        self.options = options
        self.owner = owner
        self.logger = logger
    }

    /// Works until its task is cancelled.
    package func run() async {
        try? await Task.sleep(for: options.beforeFirst)
        while !Task.isCancelled {
            do {
                try await round()
            } catch {
                if Task.isCancelled { break }
                logger.warning("old rows are not forgotten", [.errorDetail: .string(String(describing: error))])
            }
            try? await Task.sleep(for: options.interval)
        }
    }

    /// Forgets all that is old, unless another process does.
    func round() async throws {
        let pruning = store.pruning
        let now = store.now
        try await prune("telegram_updates") { id throws(StorageError) in
            try await pruning.updates(before: now - options.updates, after: id)
        }
        try await prune("outbox") { id throws(StorageError) in
            try await pruning.deadMessages(before: now - options.deadMessages, after: id)
        }
        try await prune("sent_messages") { _ throws(StorageError) in
            try await pruning.sentMessages(before: now - options.sentMessages)
        }
        try await pruneRecipients(before: now - options.recipients)
        if try await isMine() { try await pruning.pauses() }
    }

    private func pruneRecipients(before time: Int64) async throws {
        let pruning = store.pruning
        var last: Int64 = 0
        while let (broadcast, isOld) = try await pruning.broadcast(after: last, endedBefore: time) {
            last = broadcast
            guard isOld else { continue }
            try await prune("broadcast_recipients") { id throws(StorageError) in
                try await pruning.recipients(of: broadcast, after: id)
            }
        }
    }

    private func prune(
        _ table: String,
        _ step: (Int64) async throws(StorageError) -> Pruning.Step
    ) async throws {
        var next: Int64? = 0
        var count = 0
        while let id = next, try await isMine() {
            let step = try await step(id)
            count += step.count
            next = step.next
            if next != nil { try await Task.sleep(for: options.pause) }
        }
        guard count > 0 else { return }
        logger.info("old rows are forgotten", [.table: .string(table), .count: .integer(count)])
    }

    private func isMine() async throws(StorageError) -> Bool {
        guard store.isShared else { return true }
        return try await !store.leases.hold(.pruner, owner: owner, for: Pruner.lease).isEmpty
    }
}
