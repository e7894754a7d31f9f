import Crypto

/// A connection to a node, on which commands are answered in the order in which they were sent.
final class NodeConnection {
    private let socket: NodeSocket
    private let reader: ReplyReader

    /// Connects, and says who we are and which database we mean.
    init(
        _ addresses: [NameLookup.Address],
        _ options: RedisOptions,
        within limit: TimeLimit
    ) throws(RedisFailure) {
        socket = try NodeSocket(addresses, within: limit)
        reader = try ReplyReader()
        if let password = options.password {
            let words = [Array("AUTH".utf8)] + (options.user.map { [Self.bytes($0)] } ?? []) + [Self.bytes(password)]
            if case .error(let refusal) = try ask(words, within: limit) {
                throw refusal.isPassing ? .unready(refusal) : .notAuthenticated(refusal)
            }
        }
        if options.database != 0 {
            let words = [Array("SELECT".utf8), Array(String(options.database).utf8)]
            if case .error(let refusal) = try ask(words, within: limit) { throw RedisFailure(refusal) }
        }
    }

    /// True where it cannot be used any more.
    var isStale: Bool { socket.isStale || reader.hasMore }

    func send(_ bytes: [UInt8], within limit: TimeLimit) throws(RedisFailure) {
        try socket.send(bytes, within: limit)
    }

    /// The next reply.
    func receive(within limit: TimeLimit) throws(RedisFailure) -> RedisReply {
        while true {
            if let reply = try reader.next() { return reply }
            try socket.receive(within: limit) { (bytes) throws(RedisFailure) in try reader.feed(bytes) }
        }
    }

    private func ask(_ words: [[UInt8]], within limit: TimeLimit) throws(RedisFailure) -> RedisReply {
        var bytes: [UInt8] = []
        try CommandBytes.append(words, to: &bytes)
        try send(bytes, within: limit)
        return try receive(within: limit)
    }

    private static func bytes(_ secret: Secret) -> [UInt8] { secret.withBytes { Array($0) } }
}

extension RedisFailure {
    /// What an answer means that is an error.
    init(_ refusal: RedisRefusal) {
        switch refusal.code {
        case "NOAUTH", "WRONGPASS": self = .notAuthenticated(refusal)
        case "MOVED", "ASK": self = .isCluster
        case _ where refusal.isPassing: self = .unready(refusal)
        default: self = .refused(refusal)
        }
    }

    /// True where the connection is in order: the node answered.
    var isAnswer: Bool {
        switch self {
        case .unready, .refused, .isCluster, .isNoCluster, .slotUnserved, .redirectedTooOften: true
        case .unknownHost, .unreachable, .closed, .timedOut, .resting, .notAuthenticated, .notRedis, .stopped: false
        }
    }
}
