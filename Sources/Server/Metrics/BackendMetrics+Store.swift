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
        registry.gauges(
            "\(name)_connections",
            "Connections to PostgreSQL that are open.",
            by: ["server"],
            read: values(\.connections)
        )
        registry.gauges(
            "\(name)_exchanges",
            "Questions and writes that PostgreSQL has not answered.",
            by: ["server"],
            read: values(\.exchangesUnderWay)
        )
        registry.gauges(
            "\(name)_waiting_reads",
            "Questions that wait for a connection.",
            by: ["server"],
            read: values(\.waitingReads)
        )
        registry.counters(
            "\(name)_overdue_reads_total",
            "Questions for which no connection was free in time.",
            by: ["server"],
            read: values(\.overdueReads)
        )
        registry.counters(
            "\(name)_lost_connections_total",
            "Connections that broke.",
            by: ["server"],
            read: values(\.lostConnections)
        )
        registry.gauge("\(name)_replica_lag_seconds", "How far the standby is behind, growing while it is away.") {
            store.replicaLag.map { Double($0) / 1_000 }
        }
    }
}
