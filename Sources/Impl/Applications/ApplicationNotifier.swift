import Domain
import Logging
import Platform
import Storage

/// Tells the administrators of new applications: of each once, however often its test is saved.
///
/// It works in the process that sends the outbox's messages. That no other does spares effort; that none is told twice
/// is the mark's doing, which moves in one transaction with the messages.
package actor ApplicationNotifier {
    /// How often it looks.
    private static let interval: Duration = .seconds(1)

    private let store: Store
    private let membership: Membership
    /// Woken when messages were put into the outbox.
    private let queued: Signal
    private let logger: Logger
    private let now: @Sendable () -> Int64
    private var settled = SettledID()
    private var pace = NoticePace()

    /// - Parameter now: microseconds of a monotonic clock.
    package init(
        store: Store,
        membership: Membership,
        queued: Signal,
        logger: Logger,
        now: @escaping @Sendable () -> Int64 = { Int64(SystemClock.monotonicNanoseconds() / 1_000) }
    ) {
        self.store = store
        self.membership = membership
        self.queued = queued
        self.logger = logger
        self.now = now
    }

    /// Works until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do throws(StorageError) {
                if membership.share.isSender { try await look() } else { settled = SettledID() }
            } catch {
                if Task.isCancelled { break }
                logger.warning("applications are out of reach", [.errorDetail: .string(String(describing: error))])
            }
            try? await Task.sleep(for: ApplicationNotifier.interval)
        }
    }

    /// Tells of the applications that came since the last look.
    func look() async throws(StorageError) {
        let now = now()
        guard pace.isDue(at: now) else { return }
        let notices = store.applicationNotices
        let marks = try await notices.marks()
        guard marks.issuedTo > marks.toldTo else { return settled = SettledID() }
        let writers = try await notices.writers()
        guard let top = settled.top(issued: marks.issuedTo, writers: writers), top > marks.toldTo else { return }
        let room = pace.room(at: now)
        // One alone is told as it is in any case.
        let most = max(1, room)
        let found = try await notices.applications(after: marks.toldTo, upTo: top, limit: most + 1)
        var messages = found.map { ApplicationTexts.notice($0) }
        if found.count > most {
            messages = [ApplicationTexts.notice(ofNew: try await notices.count(after: marks.toldTo, upTo: top))]
        }
        guard try await notices.tell(messages, after: marks.toldTo, upTo: top) else { return }
        pace.told(found.count, isTooMuch: found.count > room, at: now)
        if !found.isEmpty { queued.wake() }
    }
}
