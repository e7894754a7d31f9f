import Glibc
import Synchronization
import TestSupport

/// Clients that save tests and deliver updates, one request behind the other on a connection each, until they are
/// stopped.
final class Traffic: Sendable {
    private final class Switch: Sendable {
        let isOff: Atomic<Bool> = Atomic(false)
    }

    private let off = Switch()
    private let threads: [BackgroundThread]

    /// - Parameter payload: how many bytes each write is made longer by.
    init(port: UInt16, ledger: Ledger, clients: Int = 8, payload: Int = 0) throws {
        let off = off
        threads = try (0..<clients).map { _ in
            try BackgroundThread {
                let client = WritingClient(port: port, ledger: ledger, payload: payload)
                while !off.isOff.load(ordering: .relaxed) {
                    // Who was turned away does not come back in the same moment.
                    if client.write() != 200 { poll(nil, 0, 5) }
                }
            }
        }
    }

    /// Returns when every client has its last answer.
    func stop() {
        guard !off.isOff.exchange(true, ordering: .relaxed) else { return }
        for thread in threads { thread.join() }
    }
}

/// One connection that writes; belongs to one thread.
final class WritingClient {
    private let port: UInt16
    private let ledger: Ledger
    private let padding: String
    private var connection: HTTPConnection?

    init(port: UInt16, ledger: Ledger, payload: Int = 0) {
        self.port = port
        self.ledger = ledger
        padding = String(repeating: "x", count: payload)
    }

    /// Sends a write with an id of its own and notes the outcome; nil where no answer came.
    @discardableResult
    func write() -> Int? {
        let id = ledger.freshID()
        let kind: Ledger.Kind = id.isMultiple(of: 2) ? .update : .test
        let start: ContinuousClock.Instant = .now
        do {
            let open = try connection ?? HTTPConnection(port: port)
            connection = open
            let reply = try open.exchange(message(kind, id))
            let took = Int((ContinuousClock.now - start) / .milliseconds(1))
            let hasRetryAfter = reply["Retry-After"].flatMap { Int($0) }.map { $0 > 0 } ?? false
            ledger.note(
                Ledger.Entry(
                    kind: kind,
                    id: id,
                    status: reply.status,
                    hasRetryAfter: hasRetryAfter,
                    milliseconds: took
                )
            )
            if !open.isOpen { connection = nil }
            return reply.status
        } catch {
            connection = nil
            let took = Int((ContinuousClock.now - start) / .milliseconds(1))
            ledger.note(
                Ledger.Entry(
                    kind: kind,
                    id: id,
                    status: nil,
                    hasRetryAfter: false,
                    milliseconds: took,
                    fault: "\(error)"
                )
            )
            return nil
        }
    }

    private func message(_ kind: Ledger.Kind, _ id: Int) -> HTTPMessage {
        switch kind {
        case .test:
            HTTPMessage(
                "POST",
                "/api/v1/telegram/save-test/",
                [(name: "X-Bot-Secret", value: Identities.botSecret)],
                json: "{\"telegram_id\":\(id),\"answers\":{\"note\":\"\(padding)\"}}"
            )
        case .update:
            HTTPMessage(
                "POST",
                "/webhook/telegram",
                [(name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret)],
                json: "{\"update_id\":\(id),\"message\":{\"chat\":{\"id\":5},\"text\":\"\(padding)\"}}"
            )
        }
    }
}
