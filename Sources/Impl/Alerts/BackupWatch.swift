import Platform
import Synchronization

/// Notices that the newest backup has become too old: at the start, when it does, and then once a day.
///
/// It has a thread of its own: where the folder is another machine's, looking into it may take for ever.
package final class BackupWatch: Sendable {
    /// The time between two looks: milliseconds.
    private static let interval: Int = 60_000

    /// The age from which on a backup is too old.
    private let maxAge: Duration
    /// Seconds since 1970 of the newest backup; nil where there is none.
    private let newest: @Sendable () -> Int?
    /// Seconds since 1970.
    private let now: @Sendable () -> Int
    private let alerts: Alerts
    private let toldAt: Mutex<Int?> = Mutex(nil)
    private let newestTime: Atomic<Int> = Atomic(0)
    private let thread: Mutex<StoppableThread?> = Mutex(nil)

    package init(
        maxAge: Duration,
        newest: @escaping @Sendable () -> Int?,
        now: @escaping @Sendable () -> Int = { Int(SystemClock.microseconds() / 1_000_000) },
        alerts: Alerts
    ) {
        self.maxAge = maxAge
        self.newest = newest
        self.now = now
        self.alerts = alerts
    }

    /// Seconds since 1970 of the newest backup, as last seen; nil where none was.
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
        let newest = newest()
        newestTime.store(newest ?? 0, ordering: .relaxed)
        if let newest, time - newest < maxAge.components.seconds { return nil }
        if let toldAt, time - toldAt < 86_400 { return toldAt }
        alerts.raise(.oldBackup)
        return time
    }
}
