/// Which primary of a cluster has which slots.
struct SlotMap: Sendable {
    /// More than any cluster has; the specification advises about 1,000 at most.
    private static let mostNodes: Int = 4_096

    /// The primaries.
    private(set) var nodes: [RedisAddress] = []
    /// For each slot the number of its node in `nodes`; −1 where none is known.
    private var owners: [Int16] = Array(repeating: -1, count: HashSlot.count)

    /// No node is known to have any slot.
    init() {}

    /// Reads the answer to `CLUSTER SLOTS`: ranges, each with its primary and its replicas.
    ///
    /// - Parameter asked: the node that answered; it may not know its own host.
    /// - Returns: nil for an answer of another form.
    init?(_ reply: RedisReply, from asked: RedisAddress) {
        guard let ranges = reply.elements else { return nil }
        for range in ranges {
            guard let parts = range.elements, parts.count >= 3,
                let first = parts[0].integer, let last = parts[1].integer,
                first >= 0, first <= last, last < HashSlot.count,
                let primary = parts[2].elements, primary.count >= 2,
                let number = primary[1].integer, let port = UInt16(exactly: number)
            else { return nil }
            let address = RedisAddress(host: primary[0].text ?? "", port: port).seen(from: asked)
            guard let owner = index(of: address) else { return nil }
            for slot in Int(first)...Int(last) { owners[slot] = owner }
        }
    }

    func node(of slot: HashSlot) -> RedisAddress? {
        let owner = owners[slot.number]
        return owner < 0 ? nil : nodes[Int(owner)]
    }

    /// Notes what a node said of a slot (`MOVED`).
    mutating func move(_ slot: HashSlot, to node: RedisAddress) {
        if let owner = index(of: node) { owners[slot.number] = owner }
    }

    private mutating func index(of node: RedisAddress) -> Int16? {
        if let known = nodes.firstIndex(of: node) { return Int16(known) }
        guard nodes.count < Self.mostNodes else { return nil }
        nodes.append(node)
        return Int16(nodes.count - 1)
    }
}
