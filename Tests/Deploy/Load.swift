import LoadDriver
import Synchronization
import TestSupport

/// Requests through nginx until they are stopped: reads, tests that are saved and updates in turn, each on a connection
/// of its own, as a reload ends those that are kept.
final class Load: Sendable {
    private let isOver: Atomic<Bool> = Atomic(false)
    private let port: UInt16
    private let outcome: Mutex<BackgroundValue<Report>?> = Mutex(nil)

    init(port: UInt16) throws {
        self.port = port
        let value = try BackgroundValue { [self] in try run() }
        outcome.withLock { $0 = value }
    }

    /// Waits for the answers to all that was sent; once.
    func stop() throws -> Report {
        isOver.store(true, ordering: .relaxed)
        guard let value = outcome.withLock({ $0 }) else { throw TestFailure("no load") }
        return try value.result().get()
    }

    private func run() throws -> Report {
        let close = (name: "Connection", value: "close")
        let json = (name: "Content-Type", value: "application/json")
        let templates = [
            RequestTemplate("GET", "/api/v1/telegram/invite-link/", headers: [close], port: port),
            RequestTemplate(
                "POST",
                "/api/v1/telegram/save-test/",
                headers: [close, json, (name: "X-Bot-Secret", value: ProductionSettings.botSecret)],
                body: #"{"telegram_id":{id},"answers":{"age":30}}"#,
                port: port
            ),
            RequestTemplate(
                "POST",
                "/webhook/telegram",
                headers: [
                    close, json,
                    (name: "X-Telegram-Bot-Api-Secret-Token", value: ProductionSettings.webhookSecret),
                ],
                body: #"{"update_id":{id},"message":{"chat":{"id":5},"text":"x"}}"#,
                port: port
            ),
        ]
        var all = Report()
        var schedule = Schedule(rate: 150, seconds: 0.5)
        schedule.connections = 16
        while !isOver.load(ordering: .relaxed) {
            all.merge(try Driver.run(schedule, templates, port: port))
            schedule.firstID += schedule.requests
        }
        return all
    }
}

extension Report {
    /// Requests that were answered with anything but 200, or not at all.
    var failures: Int { scheduled - (statuses[200] ?? 0) }
}
