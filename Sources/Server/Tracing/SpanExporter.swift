import Crypto
import HTTPClient
import Impl
import Logging
import Metrics
import Platform
import Synchronization

/// Sends spans to a collector (OTLP/HTTP in its JSON encoding), many at a time.
///
/// Whoever records one appends it to a bounded queue and goes on. What does not fit, and what the collector does not
/// take in time, is dropped and counted.
package final class SpanExporter: Sendable {
    /// How much waits, and how long; the defaults are OpenTelemetry's for its batch processor.
    package struct Limits: Sendable {
        /// Spans that may wait.
        package var capacity: Int = 2_048
        /// Spans that are sent at once, at most.
        package var batch: Int = 512
        package var interval: Duration = .seconds(5)
        /// For one attempt.
        package var timeout: Duration = .seconds(10)
        /// The attempts to send a batch before it is dropped.
        package var attempts: Int = 5
        /// The pause before the second attempt where the collector names none; it doubles.
        package var pause: Duration = .seconds(1)
        /// The longest pause, also where the collector asks for a longer one.
        package var longestPause: Duration = .seconds(30)
        /// For the last batch, when the process ends.
        package var farewell: Duration = .seconds(1)

        package init() {}
    }

    private enum Outcome {
        /// The collector took the batch but for so many.
        case taken(refused: Int)
        case refused(String)
        /// It may take it later.
        case later(String, after: Duration?)
    }

    private let headers: [(name: String, value: Secret)]
    private let address: Secret
    private let limits: Limits
    private let resource: SpanResource
    private let logger: Logger
    private let signal = Signal()
    private let waiting: Mutex<[Span]> = Mutex([])
    private static let results: [String] = ["exported", "dropped"]
    /// What became of spans.
    let spans = Counters(MetricLabel("result", SpanExporter.results))

    package init(
        _ options: TracingOptions,
        to endpoint: String,
        resource: SpanResource,
        limits: Limits = Limits(),
        logger: Logger
    ) {
        headers = options.headers
        address = Secret("\(endpoint)/v1/traces")
        self.resource = resource
        self.limits = limits
        self.logger = logger
    }

    /// The spans that the collector took, and those that were dropped.
    package var counts: [UInt64] { [spans.value(at: 0), spans.value(at: 1)] }

    /// nil where no collector is configured.
    convenience init?(_ configuration: Configuration, logger: Logger) {
        guard let endpoint = configuration.tracing.endpoint else { return nil }
        let resource = SpanResource(
            service: configuration.tracing.serviceName,
            version: Version.text,
            environment: configuration.environment.rawValue
        )
        self.init(configuration.tracing, to: endpoint, resource: resource, logger: logger)
    }

    var worker: Worker { Worker("span-exporter", run: run) }

    /// Takes a span, or drops it; waits for nothing.
    @Sendable package func record(_ span: Span) {
        let count = waiting.withLock { waiting in
            guard waiting.count < limits.capacity else { return 0 }
            waiting.append(span)
            return waiting.count
        }
        if count == 0 { return spans.add(1, 1) }
        if count == limits.batch { signal.wake() }
    }

    /// Sends what gathers until its task is cancelled, then once what is left.
    package func run() async throws {
        let client = try HTTPClient()
        try client.start()
        while !Task.isCancelled {
            await signal.wait(for: limits.interval)
            while !Task.isCancelled, let batch = next() { await deliver(batch, client) }
        }
        // A cancelled task can send nothing any more.
        await Task { [self] in
            let end = ContinuousClock.now + limits.farewell
            while let batch = next() {
                let isLate = ContinuousClock.now >= end
                let outcome = isLate ? .refused("") : await send(batch, client, timeout: end - .now)
                if case .taken(let refused) = outcome { note(batch.count, refused) } else { spans.add(batch.count, 1) }
            }
        }.value
        await client.close()
    }

    private func next() -> [Span]? {
        waiting.withLock { waiting in
            guard !waiting.isEmpty else { return nil }
            let batch = Array(waiting.prefix(limits.batch))
            waiting.removeFirst(batch.count)
            return batch
        }
    }

    /// Tries until the collector takes the batch, says that it never will, or it is time for the next one.
    private func deliver(_ batch: [Span], _ client: HTTPClient) async {
        var pause = limits.pause
        for attempt in 1...limits.attempts {
            let reason: String
            var wanted: Duration?
            switch await send(batch, client, timeout: limits.timeout) {
            case .taken(let refused): return note(batch.count, refused)
            case .refused(let words): return drop(batch, words)
            case .later(let words, let after): (reason, wanted) = (words, after)
            }
            if attempt == limits.attempts { return drop(batch, reason) }
            // Cancelled, it goes with what is left.
            guard (try? await Task.sleep(for: min(wanted ?? pause, limits.longestPause))) != nil else {
                return giveBack(batch)
            }
            pause = min(pause * 2, limits.longestPause)
        }
    }

    private func giveBack(_ batch: [Span]) { waiting.withLock { $0 = batch + $0 } }

    private func note(_ count: Int, _ refused: Int) {
        let refused = min(max(0, refused), count)
        spans.add(count - refused, 0)
        guard refused > 0 else { return }
        spans.add(refused, 1)
        logger.warning("the collector refused spans", [.count: .integer(refused)])
    }

    private func drop(_ batch: [Span], _ reason: String) {
        spans.add(batch.count, 1)
        logger.warning("spans were dropped", [.count: .integer(batch.count), .errorDetail: .string(reason)])
    }

    private func send(_ batch: [Span], _ client: HTTPClient, timeout: Duration) async -> Outcome {
        let request = HTTPClientRequest(
            method: "POST",
            address: address,
            fields: [("Content-Type", Secret("application/json"))] + headers,
            body: SpanJSON.bytes(of: batch, resource),
            timeout: max(timeout, .milliseconds(1))
        )
        do throws(HTTPClientError) {
            let answer = try await client.send(request)
            switch answer.status {
            case 200..<300: return .taken(refused: SpanJSON.refusedSpans(in: answer.body))
            case 429, 502, 503, 504:
                let seconds = answer.field("retry-after").flatMap { Int($0) }.map { max(0, $0) }
                return .later("the collector answers \(answer.status)", after: seconds.map { .seconds($0) })
            default: return .refused("the collector answers \(answer.status)")
            }
        } catch {
            return .later(error.words, after: nil)
        }
    }
}
