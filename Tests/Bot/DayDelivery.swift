import Synchronization
import TestSupport

/// Delivers a day as Telegram does: each chat's updates one after another, each again until it is acknowledged, many
/// chats at once.
final class DayDelivery: Sendable {
    static let connections: Int = 40

    private let deliveries: [BackgroundValue<Void>]
    private let state: Progress

    private final class Progress: Sendable {
        let acknowledged: Atomic<Int> = Atomic(0)
        let isOver: Atomic<Bool> = Atomic(false)
    }

    /// - Parameter ports: of the servers that share the work.
    init(_ day: Day, to ports: [UInt16]) throws {
        let state = Progress()
        deliveries = try (0..<Self.connections).map { share in
            let chats = day.chats.enumerated().filter { $0.offset % Self.connections == share }.map(\.element)
            return try BackgroundValue {
                try Self.deliver(chats, to: ports[share % ports.count], seed: UInt64(share), state)
            }
        }
        self.state = state
    }

    /// Updates that were acknowledged so far, those that came again included.
    var acknowledged: Int { state.acknowledged.load(ordering: .relaxed) }

    /// Waits until all are.
    func finish() throws { _ = try BackgroundValue.all(deliveries) }

    /// Chats take turns, so that their updates are mixed; one update in twenty comes once more, later.
    private static func deliver(_ chats: [Day.Chat], to port: UInt16, seed: UInt64, _ state: Progress) throws {
        var random = SeededRandom(seed: seed)
        var rest = chats.map { $0.updates[...] }
        var sent: [String] = []
        var connection: HTTPConnection?
        var open = Array(rest.indices)
        while !open.isEmpty {
            let turn = Int.random(in: 0..<open.count, using: &random)
            guard let update = rest[open[turn]].popFirst() else {
                open.swapAt(turn, open.count - 1)
                open.removeLast()
                continue
            }
            try deliver(update, to: port, on: &connection, state)
            sent.append(update)
            if Int.random(in: 0..<20, using: &random) == 0 {
                try deliver(sent[Int.random(in: 0..<sent.count, using: &random)], to: port, on: &connection, state)
            }
        }
    }

    private static func deliver(
        _ update: String,
        to port: UInt16,
        on connection: inout HTTPConnection?,
        _ state: Progress
    ) throws {
        let request = HTTPMessage(
            "POST",
            "/webhook/telegram",
            [(name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret)],
            json: update
        )
        // The server is killed and started again meanwhile.
        try Deadline.wait(seconds: 120, for: "an acknowledgement") { () -> Void? in
            guard let open = try? connection ?? HTTPConnection(port: port), let reply = try? open.exchange(request)
            else {
                connection = nil
                return nil
            }
            connection = open
            guard reply.status != 200 else { return () }
            guard reply.status == 503 else { throw TestFailure("\(reply.status) for \(update)") }
            return nil
        }
        state.acknowledged.add(1, ordering: .relaxed)
    }
}
