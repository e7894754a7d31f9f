import Synchronization

/// The knowledge of the process about itself.
package final class ServiceState: Sendable {
    package let version: String
    private let startedAt: UInt64
    private let now: @Sendable () -> UInt64
    private let draining: Atomic<Bool> = Atomic(false)

    /// - Parameter now: nanoseconds of a clock that never goes back.
    package init(version: String, now: @escaping @Sendable () -> UInt64) {
        self.version = version
        self.now = now
        startedAt = now()
    }

    /// From here on `/ready` sends load balancers elsewhere.
    package func startDraining() { draining.store(true, ordering: .relaxed) }

    var isDraining: Bool { draining.load(ordering: .relaxed) }

    var uptimeSeconds: Int64 { Int64((now() &- startedAt) / 1_000_000_000) }
}
