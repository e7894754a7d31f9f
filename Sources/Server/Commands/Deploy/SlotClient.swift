import Crypto
import HTTPClient

/// Asks the processes of the slots how they are.
struct SlotClient: Sendable {
    /// Longer than a probe of a server that is well can take.
    private static let patience: Duration = .seconds(3)

    private let client: HTTPClient

    init() throws(CommandFailure) { client = try ServerQuestion.client() }

    func close() async { await client.close() }

    /// The answer to a GET, as text.
    func ask(_ address: String) async throws(HTTPClientError) -> (status: Int, text: String) {
        let request = HTTPClientRequest(address: Secret(address), timeout: Self.patience, maxBodyBytes: 8 << 20)
        let answer = try await client.send(request)
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    /// The metrics of a slot's process, as text.
    func metrics(of address: SlotAddress) async throws(HTTPClientError) -> String {
        try await ask("http://\(address.metrics.text)/metrics").text
    }

    func figures(of address: SlotAddress) async throws(HTTPClientError) -> SlotFigures {
        SlotFigures(try await metrics(of: address))
    }

    /// Whether the slot's process takes requests.
    func isReady(_ address: SlotAddress) async -> Bool { (try? await ask(address.base + "/ready").status) == 200 }

    /// The same, asked three times: one answer may be late on a busy machine.
    func isReadySoon(_ address: SlotAddress) async -> Bool {
        for _ in 0..<3 {
            if await isReady(address) { return true }
            try? await Task.sleep(for: .milliseconds(200))
        }
        return false
    }

    /// What an answer was, or why there was none, to be kept.
    func record(_ address: String) async -> String {
        do throws(HTTPClientError) {
            let answer = try await ask(address)
            return "\(answer.status)\n\(answer.text)\n"
        } catch {
            return "no answer: \(error.words)\n"
        }
    }

    /// Waits until nginx's former workers, which end after a reload, send a process nothing more; ten seconds at most.
    func waitUntilQuiet(_ address: SlotAddress) async {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(10)
        var last: (requests: Double, since: ContinuousClock.Instant)?
        while clock.now < deadline, let requests = try? await figures(of: address).requests {
            if last?.requests != requests { last = (requests, clock.now) }
            if let last, clock.now - last.since >= .seconds(1) { return }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }
}
