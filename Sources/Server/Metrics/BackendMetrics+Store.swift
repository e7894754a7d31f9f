import Metrics
import PostgreSQL
import Storage

extension BackendMetrics {
    /// Shows the commits, and of PostgreSQL the connections.
    func register(_ store: Store) {
        if let commits = store.metrics {
            let name = "telegram_backend_database_commit"
            registry.add("\(name)s_total", "Commits, by whether they were lost.", commits.commits)
            registry.add("\(name)_writes", "Writes that shared a commit.", commits.writes)
            registry.add("\(name)_duration_seconds", "Until a commit was durable.", commits.times)
        }
        guard let activities = store.poolActivities else { return }
        let servers = [("primary", activities.primary), ("standby", activities.standby)]
        func values(_ read: @escaping @Sendable (PoolActivity) -> Int) -> @Sendable () -> [MetricRegistry.Gauge] {
            { servers.map { name, activity in MetricRegistry.Gauge(Double(read(activity)), name) } }
        }
        let name = "telegram_backend_database"
        for (suffix, help, read) in [
            ("connections", "Connections to PostgreSQL that are open.", values(\.connections)),
            ("exchanges", "Questions and writes that PostgreSQL has not answered.", values(\.exchangesUnderWay)),
            ("waiting_reads", "Questions that wait for a connection.", values(\.waitingReads)),
        ] { registry.gauges("\(name)_\(suffix)", help, by: ["server"], read: read) }
        for (suffix, help, read) in [
            ("overdue_reads", "Questions for which no connection was free in time.", values(\.overdueReads)),
            ("lost_connections", "Connections that broke.", values(\.lostConnections)),
        ] { registry.counters("\(name)_\(suffix)_total", help, by: ["server"], read: read) }
        registry.gauge("\(name)_replica_lag_seconds", "How far the standby is behind, growing while it is away.") {
            store.replicaLag.map { Double($0) / 1_000 }
        }
    }
}
