import Platform
import Synchronization

/// Notices that the newest backup has become too old: at the start, when it does, and then once a day. A place that
/// cannot be read is told when it has not been for longer than a backup may be old.
///
/// It has a thread of its own: where the folder is another machine's, looking into it may take for ever.
package final class BackupWatch: Sendable {
    /// What a look into the place of the backups has found.
    package enum Newest: Sendable, Equatable {
        /// Seconds since 1970 of the newest.
        case at(Int)
        /// There is no backup.
        case none
        /// The place cannot be read.
        case unknown
    }

    /// The time between two looks: milliseconds.
    private static let interval: Int = 60_000

    /// The age from which on a backup is too old.
    private let maxAge: Duration
    private let newest: @Sendable () -> Newest
    /// Seconds since 1970.
    private let now: @Sendable () -> Int
    private let alerts: Alerts
    private let startedAt: Int
    private let toldAt: Mutex<Int?> = Mutex(nil)
    private let newestTime: Atomic<Int> = Atomic(0)
    private let thread: Mutex<StoppableThread?> = Mutex(nil)

    package init(
        maxAge: Duration,
        newest: @escaping @Sendable () -> Newest,
        now: @escaping @Sendable () -> Int = { Int(SystemClock.microseconds() / 1_000_000) },
        alerts: Alerts
    ) {
        self.maxAge = maxAge
        self.newest = newest
        self.now = now
        self.alerts = alerts
        startedAt = now()
    }

    /// Seconds since 1970 of the newest backup, as last seen; nil where none was, or was ever seen.
    package var newestBackup: Int? {
        let time = newestTime.load(ordering: .relaxed)
        return time == 0 ? nil : time
    }

    /// Begins to look; called once.
    package func start() throws(SystemError) {
        let thread = try StoppableThread(name: "backup-watch", every: BackupWatch.interval) { [self] in
            toldAt.withLock { $0 = look(toldAt: $0) }
        }
        self.thread.withLock { $0 = thread }
    }

    /// Returns when a look that is under way has ended.
    package func stop() async {
        await thread.withLock { $0.take() }?.stop()
    }

    /// - Parameter toldAt: when it was told that the backup is too old; nil: it was not, since there was a newer one.
    /// - Returns: the same for the next look.
    func look(toldAt: Int?) -> Int? {
        let time = now()
        let alert: Alert
        switch newest() {
        case .at(let newest):
            newestTime.store(newest, ordering: .relaxed)
            if isYoung(newest, at: time) { return nil }
            alert = .oldBackup
        case .none:
            newestTime.store(0, ordering: .relaxed)
            alert = .oldBackup
        case .unknown:
            // A server that is away for an hour is no reason to wake somebody.
            if isYoung(newestBackup ?? startedAt, at: time) { return toldAt }
            alert = .unseenBackups
        }
        if let toldAt, time - toldAt < 86_400 { return toldAt }
        alerts.raise(alert)
        return time
    }

    private func isYoung(_ seconds: Int, at time: Int) -> Bool { time - seconds < maxAge.components.seconds }
}
