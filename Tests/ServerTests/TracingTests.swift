import Crypto
import Foundation
import Logging
import Platform
import Server
import Telegram
import TestSupport
import TestTraits
import Testing

/// Traces from a request to the calls of the Bot API that it causes.
@Suite(.blocking) struct TracingTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let span = "b7ad6b7169203331"
    private static let sampled = ("traceparent", "00-\(trace)-\(span)-01")
    private static let unsampled = ("traceparent", "00-\(trace)-\(span)-00")

    /// A span as the collector got it.
    private struct Received {
        let json: [String: Any]

        subscript(_ name: String) -> String? { json[name] as? String }

        func attribute(_ key: String) -> String? {
            let all = json["attributes"] as? [[String: Any]] ?? []
            let value = all.first { $0["key"] as? String == key }?["value"] as? [String: Any]
            return value.flatMap { $0["stringValue"] ?? $0["intValue"] } as? String
        }
    }

    private func spans(_ collector: RawServer) throws -> [Received] {
        try collector.requests.flatMap { request -> [Received] in
            let end = try #require(request.text.firstRange(of: "\r\n\r\n"))
            let json = try JSONSerialization.jsonObject(with: Data(request.text[end.upperBound...].utf8))
            let resources = (json as? [String: Any])?["resourceSpans"] as? [[String: Any]] ?? []
            let scopes = resources.flatMap { $0["scopeSpans"] as? [[String: Any]] ?? [] }
            return scopes.flatMap { ($0["spans"] as? [[String: Any]] ?? []).map { Received(json: $0) } }
        }
    }

    private func collector() throws -> RawServer { try RawServer { _ in RawServer.answer() } }

    /// A Bot API that makes each message the number 7, or refuses all.
    private func botAPI(refuses: Bool = false) throws -> RawServer {
        let message = #"{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":1,"type":"private"}}}"#
        let refusal = #"{"ok":false,"error_code":400,"description":"Bad Request: message text is empty"}"#
        return try RawServer { request in
            if request.text.contains("/getUpdates") { return .silence }
            return refuses ? RawServer.answer("400 Bad Request", refusal) : RawServer.answer("200 OK", message)
        }
    }

    private func backend(_ collector: RawServer?, _ botAPI: RawServer) throws -> BackendClient {
        try BackendClient { configuration in
            configuration.botAPI.baseURL = botAPI.address
            configuration.log.level = .debug
            configuration.tracing.endpoint = collector?.address
        }
    }

    private func ask(_ backend: BackendClient, _ fields: [(String, String)], user: Int64 = 5) throws -> HTTPReply {
        let data = ("X-Telegram-Init-Data", Identities.initData(user))
        return try backend.send("POST", "/api/v1/telegram/requests/", [data] + fields, body: #"{"message":"Hello"}"#)
    }

    @Test func aRequestsTraceIsThatOfItsParentAndItsLinesNameIt() throws {
        let (collector, botAPI) = (try collector(), try botAPI())
        let backend = try backend(collector, botAPI)
        let state = ("tracestate", "rojo=1")
        #expect(try backend.send("GET", "/api/v1/telegram/applications/12/", [Self.sampled, state]).status == 401)
        #expect(try backend.send("GET", "/api/v1/telegram/invite-link/", [Self.unsampled]).status == 200)
        try backend.stop()
        let all = try spans(collector).filter { $0["traceId"] == Self.trace }
        #expect(all.count == 1, "the second caller wants none recorded")
        let span = try #require(all.first)
        #expect(span["parentSpanId"] == Self.span && span["traceState"] == "rojo=1")
        #expect(span["name"] == "GET /api/v1/telegram/applications/{id}/" && span.json["kind"] as? Int == 2)
        #expect(span.attribute("http.request.method") == "GET")
        #expect(span.attribute("http.route") == "/api/v1/telegram/applications/{id}/")
        #expect(span.attribute("http.response.status_code") == "401")
        // Both are logged, what the authenticator says, too.
        let lines = backend.lines(containing: #""trace.id":"\#(Self.trace)""#)
        #expect(lines.count { $0.contains("request answered") } == 2)
        #expect(lines.contains { $0.contains("refused") && $0.contains(#""span.id":"\#(span["spanId"] ?? "")""#) })
        #expect(!lines.contains { $0.contains(Self.span) }, "each has a span of its own")
    }

    @Test(
        arguments: [
            [("traceparent", "00-\(trace)-\(span)-01"), ("traceparent", "00-\(trace)-\(span)-01")],
            [("traceparent", "00-\(trace)-\(span)-01-more")], [("traceparent", "")],
        ]
    )
    func whatIsNoTraceParentIsIgnored(fields: [(String, String)]) throws {
        let (collector, botAPI) = (try collector(), try botAPI())
        let backend = try backend(collector, botAPI)
        #expect(try backend.send("GET", "/api/v1/telegram/invite-link/", fields).status == 200)
        try backend.stop()
        let span = try #require(
            try spans(collector).first { $0.attribute("http.route") == "/api/v1/telegram/invite-link/" }
        )
        #expect(span["traceId"] != Self.trace && span["parentSpanId"] == nil)
        #expect(backend.lines(containing: Self.trace).isEmpty)
    }

    @Test func aTraceGoesOnThroughTheOutboxToTheBotAPI() throws {
        let (collector, botAPI) = (try collector(), try botAPI())
        let backend = try backend(collector, botAPI)
        #expect(try ask(backend, [Self.sampled]).status == 201)
        try Deadline.wait(seconds: 30, for: "a message that was sent") {
            backend.lines(containing: "message sent").isEmpty ? nil : ()
        }
        try backend.stop()
        let all = try spans(collector).filter { $0["traceId"] == Self.trace }
        let server = try #require(all.first { $0.json["kind"] as? Int == 2 })
        let client = try #require(all.first { $0.json["kind"] as? Int == 3 })
        #expect(client["parentSpanId"] == server["spanId"])
        #expect(client["name"] == "POST /sendMessage" && client.attribute("http.response.status_code") == "200")
        let line = try #require(backend.lines(containing: "message sent").first)
        #expect(line.contains(#""trace.id":"\#(Self.trace)""#))
        // Telegram is a third party: it learns nothing of who calls whom here.
        let calls = botAPI.requests.filter { $0.text.contains("/sendMessage ") }
        #expect(!calls.isEmpty && !calls.contains { $0.text.lowercased().contains("traceparent") })
        #expect(!botAPI.requests.contains { $0.text.contains(Self.trace) })
    }

    @Test func withoutACollectorTheTraceOfACallerGoesOnAndNoneIsBegun() throws {
        let botAPI = try botAPI(refuses: true)
        let backend = try backend(nil, botAPI)
        #expect(try ask(backend, []).status == 201)
        #expect(try ask(backend, [Self.unsampled], user: 6).status == 201)
        try Deadline.wait(seconds: 30, for: "messages that cannot be sent") {
            backend.lines(containing: "a message cannot be sent").count >= 2 ? () : nil
        }
        try backend.stop()
        let lines = backend.lines(containing: "a message cannot be sent")
        #expect(lines.contains { $0.contains(Self.trace) } && lines.contains { !$0.contains("trace.id") })
        #expect(backend.lines(containing: "trace.id").allSatisfy { $0.contains(Self.trace) })
    }

    @Test func anUpdatesTraceBeginsWithItsWebhookAndEndsWithTheAnswer() throws {
        let (collector, botAPI) = (try collector(), try botAPI())
        let backend = try backend(collector, botAPI)
        let secret = ("X-Telegram-Bot-Api-Secret-Token", Identities.webhookSecret)
        let update = """
            {"update_id":1,"message":{"message_id":1,"date":1,"text":"/help",
            "from":{"id":5,"is_bot":false,"first_name":"A"},"chat":{"id":5,"type":"private","first_name":"A"}}}
            """
        #expect(try backend.send("POST", "/webhook/telegram", [secret], body: update).status == 200)
        try Deadline.wait(seconds: 30, for: "a message that was sent") {
            backend.lines(containing: "message sent").isEmpty ? nil : ()
        }
        try backend.stop()
        let all = try spans(collector)
        let server = try #require(all.first { $0.attribute("http.route") == "/webhook/telegram" })
        let consumer = try #require(all.first { $0.json["kind"] as? Int == 5 })
        let client = try #require(all.first { $0["name"] == "POST /sendMessage" })
        #expect(Set([server, consumer, client].map { $0["traceId"] }).count == 1)
        #expect(server["parentSpanId"] == nil && consumer["parentSpanId"] == server["spanId"])
        #expect(client["parentSpanId"] == consumer["spanId"] && consumer["name"] == "handle message")
    }

    @Test func aCollectorThatHangsIsInNobodysWay() throws {
        let (collector, botAPI) = (try RawServer { _ in .silence }, try botAPI())
        let backend = try backend(collector, botAPI)
        let start: ContinuousClock.Instant = .now
        for _ in 0..<200 {
            #expect(try backend.send("GET", "/api/v1/telegram/invite-link/", [Self.sampled]).status == 200)
        }
        #expect(ContinuousClock.now - start < .seconds(5))
        try backend.stop()
        #expect(backend.lines(containing: "request answered").count >= 200)
    }
}
