import Domain
import Logging
import Storage
import Synchronization

/// Says whether the inbox takes one more update, without asking the database: that is read every second.
///
/// Where it is too full or too old, what can come later stays with Telegram, which tries again for a day. What people
/// wait for with a finger on the button is taken all the same. It opens again at half of each bound.
package final class InboxGauge: Sendable {
    /// How much may wait.
    package struct Bounds: Sendable {
        /// Updates that could be handled; see `Backlog.count`.
        package var count: Int64 = 20_000
        /// The age of what waits, in microseconds; see `Backlog.since`.
        package var age: Int64 = 60_000_000

        package init() {}
    }

    /// Seconds until an update that was not taken is worth another try.
    static let retryAfter: Int = 5

    private static let interval: Duration = .seconds(1)

    private let bounds: Bounds
    private let closed: Atomic<Bool> = Atomic(false)
    private let last: Mutex<(backlog: Backlog, at: Int64)?> = Mutex(nil)

    package init(_ bounds: Bounds = Bounds()) { self.bounds = bounds }

    /// Updates that wait and the age of the oldest in microseconds, as last read; nil before that.
    package var waiting: (count: Int64, age: Int64)? {
        last.withLock { last in
            last.map { ($0.backlog.count, InboxGauge.age($0.backlog, at: $0.at)) }
        }
    }

    func takes(_ update: ReceivedUpdate) -> Bool {
        !closed.load(ordering: .relaxed) || UpdateKind(rawValue: update.kind)?.isUrgent == true
    }

    /// Reads the database again and again until its task is cancelled.
    package func run(_ store: Store, logger: Logger) async {
        while !Task.isCancelled {
            do throws(StorageError) {
                note(try await store.updates.backlog(), at: store.now, logger)
            } catch {
                logger.warning("the backlog is not read", [.errorDetail: .string(String(describing: error))])
            }
            try? await Task.sleep(for: InboxGauge.interval)
        }
    }

    func note(_ backlog: Backlog, at now: Int64, _ logger: Logger) {
        last.withLock { $0 = (backlog, now) }
        let age = InboxGauge.age(backlog, at: now)
        let isClosed = closed.load(ordering: .relaxed)
        let part: Int64 = isClosed ? 2 : 1
        let isTooMuch = backlog.count >= max(1, bounds.count / part) || age >= max(1, bounds.age / part)
        guard isTooMuch != isClosed else { return }
        closed.store(isTooMuch, ordering: .relaxed)
        logger.log(
            isTooMuch ? .error : .notice,
            isTooMuch ? "too much waits in the inbox; updates are refused" : "updates are taken again",
            [.count: .integer(backlog.count), .durationMicroseconds: .integer(age)]
        )
    }

    private static func age(_ backlog: Backlog, at now: Int64) -> Int64 { backlog.since.map { max(0, now - $0) } ?? 0 }
}
