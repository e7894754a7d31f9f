import Crypto
import Foundation
import Logging
import Platform
import Server
import Synchronization
import TestSupport
import TestTraits
import Testing

/// Spans on their way to a collector that takes them, does not, or is not there.
@Suite(.blocking) struct SpanExporterTests {
    private let sink = MemorySink()

    private func exporter(to address: String, _ change: (inout SpanExporter.Limits) -> Void = { _ in }) -> SpanExporter
    {
        var options = TracingOptions()
        options.headerList = Secret("authorization=Bearer%20key,x-team=bots")
        var limits = SpanExporter.Limits()
        limits.interval = .milliseconds(5)
        limits.timeout = .seconds(10)
        limits.pause = .milliseconds(1)
        change(&limits)
        let resource = SpanResource(service: "the bot", version: "1", environment: "staging")
        return SpanExporter(options, to: address, resource: resource, limits: limits, logger: Logger(sink: sink))
    }

    private func record(_ count: Int = 1, by exporter: SpanExporter) {
        for _ in 0..<count {
            let parent = TraceContext(traceID: .random(), spanID: .random(), isSampled: true, state: "a=1")
            let span = Tracer(record: exporter.record).begin(.server, continuing: parent)
            span?.end(
                "GET /a",
                [("http.route", .text("/a")), ("http.response.status_code", .integer(503))],
                isFailed: true
            )
        }
    }

    /// Runs the exporter until `isDone`.
    private func run(_ exporter: SpanExporter, until isDone: @escaping @Sendable () -> Bool) async throws {
        let task = Task(executorPreference: try BlockingExecutor()) { try await exporter.run() }
        try await Deadline.wait(seconds: 30, for: "the end of the spans") { () async in isDone() }
        task.cancel()
        try await task.value
    }

    @Test func whatIsSentIsOTLPInJSON() async throws {
        let collector = try RawServer { _ in RawServer.answer("200 OK", #"{"partialSuccess":{}}"#) }
        let exporter = exporter(to: collector.address)
        record(by: exporter)
        try await run(exporter) { exporter.counts == [1, 0] }
        let text: String = try #require(collector.requests.first).text
        let (head, body) = try #require(parts(of: text))
        #expect(head.hasPrefix("POST /v1/traces HTTP/1.1\r\n"))
        for field in ["Content-Type: application/json", "authorization: Bearer key", "x-team: bots"] {
            #expect(head.lowercased().contains(field.lowercased() + "\r\n"), "\(field)")
        }
        let json = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        let resource = try #require((json["resourceSpans"] as? [[String: Any]])?.first)
        let names = ((resource["resource"] as? [String: Any])?["attributes"] as? [[String: Any]])?.map {
            $0["key"] as? String
        }
        #expect(names == ["service.name", "service.version", "deployment.environment.name"])
        let scope = try #require((resource["scopeSpans"] as? [[String: Any]])?.first)
        let span = try #require((scope["spans"] as? [[String: Any]])?.first)
        #expect((span["traceId"] as? String)?.count == 32 && (span["spanId"] as? String)?.count == 16)
        #expect((span["parentSpanId"] as? String)?.count == 16 && span["traceState"] as? String == "a=1")
        #expect(span["name"] as? String == "GET /a" && span["kind"] as? Int == 2)
        #expect((span["status"] as? [String: Any])?["code"] as? Int == 2)
        let (start, end) = (span["startTimeUnixNano"] as? String, span["endTimeUnixNano"] as? String)
        #expect(try #require(UInt64(start ?? "")) <= #require(UInt64(end ?? "")))
        let attributes = try #require(span["attributes"] as? [[String: Any]])
        #expect((attributes[0]["value"] as? [String: Any])?["stringValue"] as? String == "/a")
        #expect((attributes[1]["value"] as? [String: Any])?["intValue"] as? String == "503")
    }

    @Test(arguments: ["503 Service Unavailable", "429 Too Many Requests", "502 Bad Gateway", "504 Gateway Timeout"])
    func aCollectorThatIsBusyIsAskedAgain(status: String) async throws {
        let count = Mutex(0)
        let collector = try RawServer { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number < 3 ? RawServer.answer(status, fields: "Retry-After: 0\r\n") : RawServer.answer()
        }
        let exporter = exporter(to: collector.address) { $0.pause = .seconds(600) }
        record(3, by: exporter)
        // With its own pause instead of the collector's it would take for ever.
        try await run(exporter) { exporter.counts == [3, 0] }
        #expect(collector.requests.count == 3)
    }

    @Test func whatTheCollectorRefusesIsDroppedAndCounted() async throws {
        let collector = try RawServer { request in
            request.connection >= 0 ? RawServer.answer("400 Bad Request") : .close
        }
        let exporter = exporter(to: collector.address)
        record(7, by: exporter)
        try await run(exporter) { exporter.counts == [0, 7] }
        #expect(collector.requests.count == 1)
        #expect(sink.lines.contains { $0.contains("spans were dropped count=7 error.detail=") })
    }

    @Test func whatTheCollectorTakesInPartIsCountedInPart() async throws {
        let collector = try RawServer { _ in RawServer.answer("200 OK", #"{"partialSuccess":{"rejectedSpans":"2"}}"#) }
        let exporter = exporter(to: collector.address)
        record(5, by: exporter)
        try await run(exporter) { exporter.counts == [3, 2] }
    }

    @Test func aCollectorThatHangsOrIsAwayHoldsUpNobody() async throws {
        let hanging = try RawServer { _ in .silence }
        let away = "http://127.0.0.1:\(try Loopback.freePort())"
        for address in [hanging.address, away] {
            let exporter = exporter(to: address) {
                $0.capacity = 10
                $0.timeout = .milliseconds(20)
                $0.attempts = 2
            }
            let start: ContinuousClock.Instant = .now
            record(10_000, by: exporter)
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(exporter.counts == [0, 9_990])
            try await run(exporter) { exporter.counts == [0, 10_000] }
        }
    }

    @Test func whatIsLeftIsSentAtTheEnd() async throws {
        let collector = try RawServer { _ in RawServer.answer() }
        let exporter = exporter(to: collector.address) { $0.interval = .seconds(600) }
        record(2, by: exporter)
        try await run(exporter) { true }
        #expect(exporter.counts == [2, 0])
        let hanging = try RawServer { _ in .silence }
        let other = self.exporter(to: hanging.address) {
            $0.interval = .seconds(600)
            $0.farewell = .milliseconds(50)
        }
        record(2, by: other)
        try await run(other) { true }
        #expect(other.counts == [0, 2])
    }

    private func parts(of text: String) -> (head: String, body: String)? {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        return (String(text[..<end.upperBound]), String(text[end.upperBound...]))
    }
}
