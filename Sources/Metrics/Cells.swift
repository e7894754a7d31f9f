import Glibc
import Synchronization

/// Numbers that many threads add to, in several copies: two threads rarely wait for each other's cache line.
///
/// `@unchecked Sendable`: (1) `base` points to `shards * stride` atomics that live from `init` to `deinit`; (2) they
/// are touched by atomic operations only; (3) an index is checked before it is used.
final class Cells: @unchecked Sendable {
    /// Atomics in two cache lines: processors fetch lines in pairs.
    private static let linePair: Int = 16

    let count: Int
    private let stride: Int
    /// Copies; which one a thread adds to is a hash of the thread.
    private static let shardBits: Int = 4
    private static let shards: Int = 1 << shardBits
    private let base: UnsafeMutablePointer<Atomic<UInt64>>

    init(_ count: Int) {
        self.count = count
        stride = (count + Self.linePair - 1) / Self.linePair * Self.linePair
        base = .allocate(capacity: Self.shards * stride)
        for index in 0..<Self.shards * stride { (base + index).initialize(to: Atomic(0)) }
    }

    deinit {
        base.deinitialize(count: Self.shards * stride)
        base.deallocate()
    }

    @inline(__always)
    func add(_ value: UInt64, at index: Int) {
        precondition(index >= 0 && index < count)
        // Fibonacci hashing of where the thread's control block lies.
        let shard = Int((UInt(pthread_self()) &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.shardBits))
        (base + (shard * stride + index)).pointee.wrappingAdd(value, ordering: .relaxed)
    }

    /// The sum over all copies.
    func sum(at index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        var sum: UInt64 = 0
        for shard in 0..<Self.shards { sum &+= (base + (shard * stride + index)).pointee.load(ordering: .relaxed) }
        return sum
    }
}
