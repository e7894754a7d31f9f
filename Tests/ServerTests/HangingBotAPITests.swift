import Glibc
import TestSupport
import TestTraits
import Testing

/// The Bot API takes connections and says nothing.
@Suite(.blocking) struct HangingBotAPITests {
    private let inviteLink = HTTPMessage("GET", "/api/v1/telegram/invite-link/")
    private let listener: Int32

    init() throws { listener = try Loopback.listen() }

    private func start(_ changes: [String: String] = [:]) throws -> ServerProcess {
        var settings = ServerSettings.standard(with: changes)
        settings["TELEGRAM_BOT_USERNAME"] = nil
        settings["TELEGRAM_API_BASE_URL"] = "http://127.0.0.1:\(Loopback.port(of: listener))"
        settings["LOOPS"] = "1"
        return try ServerProcess(settings)
    }

    /// One request of each kind that needs the database; fails unless all are answered 200.
    private func useDatabase(_ connection: HTTPConnection, _ number: Int) throws {
        let secret: (name: String, value: String) = (name: "X-Bot-Secret", value: Identities.botSecret)
        let hook: (name: String, value: String) = (
            name: "X-Telegram-Bot-Api-Secret-Token", value: Identities.webhookSecret
        )
        let launch: (name: String, value: String) = (
            name: "X-Telegram-Init-Data", value: Identities.initData(Identities.admin)
        )
        let update: String =
            #"{"update_id":\#(number),"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"}}}"#
        for message in [
            HTTPMessage("POST", "/api/v1/telegram/save-test/", [secret], json: #"{"telegram_id":1,"answers":{}}"#),
            HTTPMessage("POST", "/api/v1/telegram/auth/", [launch]),
            HTTPMessage("POST", "/webhook/telegram", [hook], json: update),
            HTTPMessage("GET", "/api/v1/telegram/applications/", [launch]),
        ] {
            let reply = try connection.exchange(message)
            #expect(reply.status == 200, "\(message.target): \(reply.text)")
        }
    }

    @Test func whoWaitsForItTakesNothingFromThoseWhoNeedTheDatabase() throws {
        defer { close(listener) }
        let server = try start(["DRAIN_DEADLINE": "1"])
        let inviting: [HTTPConnection] = try (0..<300).map { _ in try HTTPConnection(port: server.port) }
        for connection in inviting { try connection.send(inviteLink.bytes) }
        let asking = try HTTPConnection(port: server.port)
        var refused = 0
        let start: ContinuousClock.Instant = .now
        var round = 0
        // Longer than it takes to call a standstill one.
        while ContinuousClock.now - start < .seconds(2) {
            round += 1
            try useDatabase(asking, round)
            for connection in inviting where connection.hasInput {
                let reply = try connection.receive()
                #expect(reply.status == 503 && reply.text.contains("The bot's name is not known yet."))
                #expect(reply["Retry-After"] != nil)
                refused += 1
                try connection.send(inviteLink.bytes)
            }
        }
        #expect(refused >= 300 - 16 && round > 1)
        #expect(try server.terminate() == 0)
    }

    @Test func whoWaitsForItWhenTheServerStopsIsAnsweredInTime() throws {
        defer { close(listener) }
        let server = try start(["DRAIN_DEADLINE": "1"])
        let client = try HTTPConnection(port: server.port)
        try client.send(inviteLink.bytes)
        // It has come as far as to the Bot API.
        try Deadline.wait(seconds: 20, for: "a call of the Bot API") {
            var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 0) > 0 ? () : nil
        }
        let milliseconds = try server.millisecondsToStop()
        #expect(milliseconds < StopDeadlineTests.bound, "\(milliseconds) ms")
        let reply = try client.receive()
        #expect(reply.status == 503 && reply["Retry-After"] != nil)
        #expect(server.logLines(with: "/api/v1/telegram/invite-link/").count == 1)
    }
}
