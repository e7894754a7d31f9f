import Platform

/// What is known of a cluster: who has which slots, and whom to ask.
struct ClusterTopology {
    /// Milliseconds between two questions, however much goes wrong.
    private static let pause: UInt64 = 100

    private let seeds: [RedisAddress]
    private(set) var map = SlotMap()
    /// True where something suggests that the map is old.
    var isStale: Bool = true
    /// True where a node said so.
    private(set) var hasMoved: Bool = false
    /// Why the last question had no answer.
    var failure: RedisFailure?
    private var nextRefresh: UInt64 = 0

    /// - Parameter seeds: nodes that are asked where no other is known.
    init(_ seeds: [RedisAddress]) { self.seeds = seeds }

    /// The primaries, then the nodes that we were told of: where those move, these have a name.
    var known: [RedisAddress] { map.nodes + seeds.filter { !map.nodes.contains($0) } }

    /// Takes a node's word for a slot until the whole map is asked for.
    mutating func moved(_ slot: HashSlot, to node: RedisAddress) {
        map.move(slot, to: node)
        hasMoved = true
        isStale = true
    }

    /// False where the map was asked for a moment ago.
    mutating func startRefresh() -> Bool {
        let now = SystemClock.monotonicNanoseconds()
        guard now >= nextRefresh else { return false }
        nextRefresh = now + Self.pause * 1_000_000
        hasMoved = false
        return true
    }

    mutating func take(_ map: SlotMap) {
        self.map = map
        isStale = false
        failure = nil
    }
}
