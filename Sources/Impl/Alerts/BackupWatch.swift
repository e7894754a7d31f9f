import Platform
import Synchronization

/// Notices that the newest backup has become too old: at the start, when it does, and then once a day.
///
/// It has a thread of its own: where the folder is another machine's, looking into it may take for ever.
package final class BackupWatch: Sendable {
    /// The time between two looks: milliseconds.
    private static let interval: Int = 60_000

    private let maxAge: Duration
    /// Seconds since 1970 of the newest backup; nil where there is none.
    private let newest: @Sendable () -> Int?
    /// Seconds since 1970.
    private let now: @Sendable () -> Int
    private let alerts: Alerts
    private let toldAt: Mutex<Int?> = Mutex(nil)
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
        if let newest = newest(), .seconds(time - newest) <= maxAge { return nil }
        if let toldAt, time - toldAt < 86_400 { return toldAt }
        alerts.raise(.oldBackup)
        return time
    }
}
