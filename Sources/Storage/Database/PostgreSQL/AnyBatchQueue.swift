import Platform
import PostgreSQL

/// The place of a kind of batched writes in each loop's `LoopWrites`.
struct BatchKind<Write: BatchedWrite>: Sendable {
    let index: Int

    /// The kind's queue on a loop.
    func queue(in writes: LoopWrites) -> BatchQueue<Write>? { writes.batches[index].object as? BatchQueue<Write> }
}

/// A `BatchQueue` of any type. Closures, not a protocol: made where the type is known, they are compiled for it, where
/// a list of existentials costs seven allocations a write.
struct AnyBatchQueue {
    let object: AnyObject
    let isEmpty: () -> Bool
    let hasLone: () -> Bool
    let oldest: () -> Int
    let take: () -> Exchange?
    let fail: (DatabaseFailure, Int) -> Void

    init<Write: BatchedWrite>(_ queue: BatchQueue<Write>) {
        object = queue
        isEmpty = { queue.isEmpty }
        hasLone = { queue.hasLone }
        oldest = { queue.oldest }
        take = { queue.take() }
        fail = { queue.fail($0, waitingSince: $1) }
    }
}

/// The needs of all queues of writes.
struct WriteQueueOptions {
    /// How many may wait in one; one more is refused as `unavailable`.
    let capacity: Int
    /// Microseconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64
    /// Hears how each statement ended.
    let note: @Sendable (DatabaseFailure?) -> Void
    var metrics = CommitMetrics()
}

extension WriteQueueOptions {
    /// - Parameter time: nanoseconds of the monotonic clock.
    func noteCommit(of count: Int, sentAt time: UInt64, _ failure: DatabaseFailure?) {
        let microseconds = Int((SystemClock.monotonicNanoseconds() &- time) / 1_000)
        let result: CommitMetrics.Result =
            switch failure {
            case nil: .committed
            case .refused(.unmetRequirement, _): .refused
            default: .failed
            }
        metrics.note(writes: count, microseconds: microseconds, result)
    }
}
