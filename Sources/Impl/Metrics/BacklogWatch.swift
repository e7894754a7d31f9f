import Domain
import Logging
import Storage
import Synchronization

/// Reads from time to time what only the database knows of the bot's work, for the metrics.
package final class BacklogWatch: Sendable {
    /// What was found.
    package struct Finding: Sendable {
        /// The outbox, by lane; lanes without a message are left out.
        package var lanes: [LaneBacklog] = []
        /// Updates that are tried no more, until somebody decides.
        package var deadUpdates: Int64 = 0
        package var broadcasts: BroadcastBacklog = BroadcastBacklog()
        /// When that was: microseconds since 1970-01-01T00:00:00Z.
        package var time: Int64 = 0
    }

    /// As often as Prometheus usually asks.
    private static let interval: Duration = .seconds(15)

    private let last: Mutex<Finding?> = Mutex(nil)

    package init() {}

    /// nil before the first look, and while the database does not answer.
    package var finding: Finding? { last.withLock { $0 } }

    /// Looks again and again until its task is cancelled.
    package func run(_ store: Store, logger: Logger) async {
        while !Task.isCancelled {
            do throws(StorageError) {
                let finding = try await look(store)
                last.withLock { $0 = finding }
            } catch {
                last.withLock { $0 = nil }
                logger.warning("the outbox is not counted", [.errorDetail: .string(String(describing: error))])
            }
            try? await Task.sleep(for: BacklogWatch.interval)
        }
    }

    private func look(_ store: Store) async throws(StorageError) -> Finding {
        Finding(
            lanes: try await store.outbox.backlog(),
            deadUpdates: try await store.updates.deadCount(),
            broadcasts: try await store.broadcasts.backlog(),
            time: store.now
        )
    }
}
