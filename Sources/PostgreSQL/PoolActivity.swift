import Synchronization

/// What the connections to one server do: written by the loops' threads, read by any.
package final class PoolActivity: Sendable {
    let open: Atomic<Int> = Atomic(0)
    let underWay: Atomic<Int> = Atomic(0)
    let waiting: Atomic<Int> = Atomic(0)
    let overdue: Atomic<Int> = Atomic(0)
    let lost: Atomic<Int> = Atomic(0)

    package init() {}

    /// Connections that are open.
    package var connections: Int { open.load(ordering: .relaxed) }
    /// Exchanges that were sent and are not answered.
    package var exchangesUnderWay: Int { underWay.load(ordering: .relaxed) }
    /// Reads that wait for a connection; writes gather for the next commit and are not among them.
    package var waitingReads: Int { waiting.load(ordering: .relaxed) }
    /// Reads that were given up, as no connection was free in time.
    package var overdueReads: Int { overdue.load(ordering: .relaxed) }
    /// Connections that broke, or were given up as the server did not answer on them.
    package var lostConnections: Int { lost.load(ordering: .relaxed) }
}

extension Atomic where Value == Int {
    /// Makes the sum over several writers follow the part of one of them.
    ///
    /// - Parameter noted: this writer's part so far.
    @inline(__always)
    func follow(_ value: Int, noted: inout Int) {
        guard value != noted else { return }
        wrappingAdd(value &- noted, ordering: .relaxed)
        noted = value
    }
}
