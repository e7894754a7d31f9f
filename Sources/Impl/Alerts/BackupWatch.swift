import Platform

/// Notices that the newest backup has become too old: at the start, when it does, and then once a day.
package struct BackupWatch: Sendable {
    private let maxAge: Duration
    /// Seconds since 1970 of the newest backup; nil where there is none.
    private let newest: @Sendable () -> Int?
    /// Seconds since 1970.
    private let now: @Sendable () -> Int
    private let alerts: Alerts

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

    /// Works until its task is cancelled.
    package func run() async {
        var toldAt: Int?
        while !Task.isCancelled {
            toldAt = look(toldAt: toldAt)
            try? await Task.sleep(for: .seconds(60))
        }
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
