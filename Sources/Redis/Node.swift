import Platform

/// A node, the connection to it, and how long it is left alone after a failure.
final class Node {
    private static let firstRest: Int = 100
    private static let longestRest: Int = 2_000

    let address: RedisAddress
    private var connection: NodeConnection?
    /// A question for the host's addresses that has no answer yet: one at a time, however long the resolver takes.
    private var lookup: NameLookup?
    private var failures: Int = 0
    /// The monotonic time until which nobody asks it.
    private var restsUntil: UInt64 = 0

    init(_ address: RedisAddress) { self.address = address }

    /// The connection, made where there is none.
    private func connected(_ options: RedisOptions, stop: Int32) throws(RedisFailure) -> NodeConnection {
        if let connection, !connection.isStale { return connection }
        connection = nil
        guard SystemClock.monotonicNanoseconds() >= restsUntil else { throw .resting }
        let limit = TimeLimit(milliseconds: options.connectMilliseconds, stop: stop)
        let made = try attempt { () throws(RedisFailure) in
            let asked = if let lookup { lookup } else { try NameLookup(address) }
            lookup = asked
            let addresses = Result { () throws(RedisFailure) in try asked.addresses(within: limit) }
            if case .failure(.timedOut) = addresses {} else { lookup = nil }
            return try NodeConnection(try addresses.get(), options, within: limit)
        }
        connection = made
        return made
    }

    /// Sends commands, which `receive` gets the answers to.
    func send(_ commands: [[[UInt8]]], _ options: RedisOptions, stop: Int32) throws(RedisFailure) {
        var bytes: [UInt8] = []
        for words in commands { try CommandBytes.append(words, to: &bytes) }
        let connection = try connected(options, stop: stop)
        let limit = TimeLimit(milliseconds: options.answerMilliseconds, stop: stop)
        try attempt { () throws(RedisFailure) in try connection.send(bytes, within: limit) }
    }

    /// The next `count` replies; fewer where the connection failed, and why.
    func receive(_ count: Int, within limit: TimeLimit) -> (replies: [RedisReply], failure: RedisFailure?) {
        var replies: [RedisReply] = []
        guard let connection else { return ([], .closed) }
        do throws(RedisFailure) {
            try attempt { () throws(RedisFailure) in
                while replies.count < count { replies.append(try connection.receive(within: limit)) }
            }
        } catch {
            return (replies, error)
        }
        failures = 0
        return (replies, nil)
    }

    /// Closes the connection and leaves the node alone for a while where `body` fails: longer each time, with jitter,
    /// so that many processes do not come back at the same moment.
    private func attempt<Result>(_ body: () throws(RedisFailure) -> Result) throws(RedisFailure) -> Result {
        do throws(RedisFailure) {
            return try body()
        } catch {
            connection = nil
            let nominal = min(Self.longestRest, Self.firstRest << min(failures, 8))
            failures += 1
            let rest = Int.random(in: nominal * 3 / 4...nominal * 5 / 4)
            restsUntil = SystemClock.monotonicNanoseconds() &+ UInt64(rest) * 1_000_000
            throw error
        }
    }
}
