import Platform

/// Commands to a server or a cluster, many at once, from one thread that waits.
///
/// Each call sends what goes to a node as one pipeline, to all nodes before any answer is waited for. Nothing is sent
/// again after a failure: whoever asked may ask anew.
package final class RedisClient {
    /// How often a command is sent on before the nodes are said to disagree: once for MOVED, once for ASK, once for
    /// NOSCRIPT, and as often again while slots move.
    private static let mostRounds: Int = 6

    private let options: RedisOptions
    private let stop: Int32
    private var nodes: [RedisAddress: Node] = [:]
    private var topology: ClusterTopology?

    /// - Parameter stop: a descriptor that is readable where the thread has to end, which ends every wait; −1: none.
    package init(_ options: RedisOptions, stop: Int32 = -1) {
        self.options = options
        self.stop = stop
        topology = options.isCluster ? ClusterTopology(options.nodes) : nil
    }

    /// Runs commands, each once; the results have their order.
    package func perform(_ commands: [RedisCommand]) -> [Result<RedisReply, RedisFailure>] {
        var results: [Result<RedisReply, RedisFailure>] = Array(
            repeating: .failure(.redirectedTooOften),
            count: commands.count
        )
        var left = commands.indices.map { Errand(index: $0) }
        if topology?.isStale == true { refreshTopology() }
        for _ in 0..<Self.mostRounds where !left.isEmpty {
            var groups: [RedisAddress: [Errand]] = [:]
            for errand in left {
                guard let address = errand.node ?? address(of: commands[errand.index]) else {
                    results[errand.index] = .failure(topology?.failure ?? .slotUnserved)
                    topology?.isStale = true
                    continue
                }
                groups[address, default: []].append(errand)
            }
            left = []
            let sent = groups.map { (address, errands) in
                (address, errands, send(errands.map { ($0, commands[$0.index]) }, to: address))
            }
            let limit = TimeLimit(milliseconds: options.answerMilliseconds, stop: stop)
            for (address, errands, failure) in sent {
                settle(errands, commands, address, failure, limit, &results, &left)
            }
            if topology?.hasMoved == true { refreshTopology() }
        }
        return results
    }

    /// A command on its way.
    private struct Errand {
        let index: Int
        /// Where it was sent on to.
        var node: RedisAddress?
        /// True where that node takes it only after ASKING.
        var isAsking: Bool = false
        /// True where the node does not know the script.
        var needsText: Bool = false
    }

    private func address(of command: RedisCommand) -> RedisAddress? {
        guard let topology else { return options.nodes.first }
        guard let key = command.key else { return topology.known.first }
        return topology.map.node(of: HashSlot(key))
    }

    private func node(_ address: RedisAddress) -> Node {
        if let node = nodes[address] { return node }
        let node = Node(address)
        nodes[address] = node
        return node
    }

    /// nil where all was sent.
    private func send(_ errands: [(Errand, RedisCommand)], to address: RedisAddress) -> RedisFailure? {
        var words: [[[UInt8]]] = []
        // The first one brings the text of a script; the others find it known.
        var told: Set<[UInt8]> = []
        for (errand, command) in errands {
            if errand.isAsking { words.append([Array("ASKING".utf8)]) }
            let bringsText = errand.needsText && command.script.map { told.insert($0.name).inserted } == true
            words.append(bringsText ? command.withText : command.words)
        }
        do throws(RedisFailure) {
            try node(address).send(words, options, stop: stop)
            return nil
        } catch {
            return error
        }
    }

    /// Takes the answers of a node: what is done goes to `results`, what is to be sent on to `left`.
    private func settle(
        _ errands: [Errand],
        _ commands: [RedisCommand],
        _ address: RedisAddress,
        _ failure: RedisFailure?,
        _ limit: TimeLimit,
        _ results: inout [Result<RedisReply, RedisFailure>],
        _ left: inout [Errand]
    ) {
        let expected = errands.count + errands.count(where: \.isAsking)
        let answer = failure.map { ([], $0) } ?? node(address).receive(expected, within: limit)
        var replies = answer.0[...]
        for var errand in errands {
            if errand.isAsking { replies = replies.dropFirst() }
            guard let reply = replies.popFirst() else {
                results[errand.index] = .failure(answer.1 ?? .closed)
                topology?.isStale = true
                continue
            }
            guard case .error(let refusal) = reply else {
                results[errand.index] = .success(reply)
                continue
            }
            if refusal.code == "NOSCRIPT", commands[errand.index].script != nil {
                (errand.node, errand.needsText) = (address, true)
                left.append(errand)
            } else if let (kind, target) = refusal.redirection, let target, topology != nil {
                let node = target.seen(from: address)
                if kind == .moved, let key = commands[errand.index].key {
                    topology?.moved(HashSlot(key), to: node)
                }
                left.append(Errand(index: errand.index, node: node, isAsking: kind == .ask))
            } else {
                results[errand.index] = .failure(RedisFailure(refusal))
                if refusal.isPassing { topology?.isStale = true }
            }
        }
    }

    /// Asks the nodes that are known, one after another, who has which slots.
    private func refreshTopology() {
        guard let known = topology?.known, topology?.startRefresh() == true else { return }
        for address in known {
            let node = node(address)
            do throws(RedisFailure) {
                try node.send([[Array("CLUSTER".utf8), Array("SLOTS".utf8)]], options, stop: stop)
            } catch {
                if error != .resting { topology?.failure = error }
                if error == .stopped { return }
                continue
            }
            let limit = TimeLimit(milliseconds: options.answerMilliseconds, stop: stop)
            let (replies, failure) = node.receive(1, within: limit)
            if failure == .stopped { return }
            guard let reply = replies.first, let map = SlotMap(reply, from: address), !map.nodes.isEmpty else {
                topology?.failure = failure ?? Self.failure(of: replies.first)
                continue
            }
            topology?.take(map)
            let kept = Set(topology?.known ?? [])
            nodes = nodes.filter { kept.contains($0.key) }
            return
        }
    }

    private static func failure(of reply: RedisReply?) -> RedisFailure {
        guard case .error(let refusal) = reply else { return .slotUnserved }
        return refusal.code == "ERR" ? .isNoCluster : RedisFailure(refusal)
    }
}
