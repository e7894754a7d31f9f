internal import Synchronization

/// What the process knows of itself.
package final class ServiceState: Sendable {
    package let version: String
    private let startedAt: Int64
    private let now: @Sendable () -> Int64
    private let draining: Atomic<Bool> = Atomic(false)

    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    package init(version: String, now: @escaping @Sendable () -> Int64) {
        self.version = version
        self.now = now
        startedAt = now()
    }

    /// From here on `/ready` sends load balancers elsewhere.
    package func startDraining() { draining.store(true, ordering: .relaxed) }

    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Never negative, also where the clock was set back.
    var uptimeSeconds: Int64 { max(0, (now() - startedAt) / 1_000_000) }
}
