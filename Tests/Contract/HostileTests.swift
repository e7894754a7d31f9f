import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Nothing that a client sends makes a 5xx, a crash or a hang.
@Suite(.blocking) struct HostileTests {
    private let server: ServerProcess

    init() throws {
        server = try ServerProcess()
    }

    /// The server still answers, and ends as it should.
    private func expectSoundness() throws {
        let reply = try Client(server).send(HTTPMessage("GET", "/health"), as: "getHealthRoot")
        #expect(reply.status == 200)
        #expect(try server.terminate() == 0)
    }

    @Test func hostileBodiesAreRefusedOrKept() throws {
        let client = try Client(server)
        func nested(_ opening: String, _ count: Int) -> String { String(repeating: opening, count: count) }
        let bodies: [(text: String, statuses: [Int])] = [
            (nested("[", 100_000), [400]), (nested("{\"a\":", 100_000), [400]),
            (nested("[", 100_000) + nested("]", 100_000), [400]),
            ("{\"update_id\":1,\"x\":\(nested("9", 100_000))}", [200]),
            ("{\"update_id\":\(nested("9", 1_000))}", [400]), ("{\"update_id\":1e400}", [400]),
            ("{\"update_id\":-1e400}", [400]), ("{\"update_id\":1e-400}", [400, 200]),
            ("{\"update_id\":1E+2}", [200]), ("{\"update_id\":-0}", [200]), ("{\"update_id\":2.0}", [200]),
            ("{\"update_id\":9223372036854775807}", [200]), ("{\"update_id\":9223372036854775808}", [400]),
            ("{\"update_id\":18446744073709551616}", [400]), ("{\"update_id\":01}", [400]),
            ("{\"update_id\":5,\"x\":\"\\ud800\"}", [200]), ("{\"update_id\":5,\"x\":\"\\udc00\\ud800\"}", [200]),
            ("{\"update_id\":6,\"x\":\"\\ud83d\\ude00\"}", [200]), ("{\"update_id\":7,\"x\":\"\\u0000\"}", [200]),
            ("{\"update_id\":8,\"\\u0000\":\"\"}", [200]), ("{\"update_id\":9,\"\":\"\"}", [200]),
            ("{\"update_id\":10,\"x\":\"\(nested("\\u0000", 100_000))\"}", [200]),
            ("{\"update_id\":11,\"update_id\":11}", [400]),
            ("{\"update_id\":12,\"x\":{\"a\":1,\"b\":2,\"\\u0061\":3}}", [400]),
            (nested("{\"update_id\":13},", 20_000), [400]), (nested("\"", 99_999), [400]),
            (nested("\\", 99_999), [400]),
        ]
        for (text, statuses) in bodies {
            let reply = try client.send(Requests.update(text), as: "receiveUpdate")
            #expect(statuses.contains(reply.status), "\(text.prefix(60)): \(reply.status) \(reply.text)")
        }
        try expectSoundness()
    }

    @Test func textsOfUsersAreKeptToTheByte() throws {
        let client = try Client(server)
        for name in [
            "\\u202e", "e\\u0301", "\u{e9}", "'; DROP TABLE users; --", "\u{1F600}", "%00",
            "{{7*7}}",
        ] {
            let user = Requests.freshID()
            let json = "{\"telegram_id\":\(user),\"first_name\":\"\(name)\",\"answers\":{}}"
            #expect(try client.send(Requests.saveTest(json), as: "saveTest").status == 200)
            let page = try client.send(Requests.applications("?q=\(user)"), as: "listApplications")
            let sent: SpecValue = try #require(SpecValue(json: Array("\"\(name)\"".utf8)))
            #expect(page.json["items"].elements.first.map { $0["first_name"] == sent } == true, "\(name)")
        }
        try expectSoundness()
    }

    @Test func hostileHeadsAreRefused() throws {
        let heads: [(name: String, bytes: [UInt8])] = [
            (
                "a header line of 1 MB",
                Array("GET /live HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 1 << 20))\r\n\r\n".utf8)
            ),
            (
                "a target of 1 MB",
                Array("GET /\(String(repeating: "x", count: 1 << 20)) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
            ),
            (
                "10,000 fields",
                Array("GET /live HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 10_000))\r\n".utf8)
            ),
            ("NUL in a field", Array("GET /live HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n\r\n".utf8)),
            ("NUL in the target", Array("GET /li\u{0}ve HTTP/1.1\r\nHost: a\r\n\r\n".utf8)),
            ("no host", Array("GET /live HTTP/1.1\r\n\r\n".utf8)),
            (
                "two lengths",
                Array("POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".utf8)
            ),
            (
                "a length and chunks",
                Array(
                    "POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        .utf8
                )
            ),
            ("a negative length", Array("POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n".utf8)),
            (
                "an endless length",
                Array("POST /live HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n".utf8)
            ),
            ("TLS", [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0, 13, 10, 13, 10]),
        ]
        for (name, bytes) in heads {
            let reply = try HTTPConnection(port: server.port).exchange(bytes)
            #expect((400..<500).contains(reply.status), "\(name): \(reply.status)")
            #expect(reply["Content-Type"] == "application/problem+json", "\(name)")
            #expect(reply.json["status"].integer == Int64(reply.status), "\(name): \(reply.text)")
        }
        try expectSoundness()
    }

    @Test func randomBytesAreRefused() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        for _ in 0..<200 {
            let bytes: [UInt8] =
                (0..<Int(random() % 400)).map { _ in UInt8(truncatingIfNeeded: random()) } + [13, 10, 13, 10]
            let reply = try HTTPConnection(port: server.port).exchange(bytes)
            #expect((400..<500).contains(reply.status) || reply.status == 505)
        }
        try expectSoundness()
    }

    @Test func requestsThatEndInTheMiddleLeaveNothingBehind() throws {
        let whole = Requests.saveTest("{\"telegram_id\":31337,\"answers\":{}}").bytes
        for count in stride(from: 1, to: whole.count, by: 7) {
            // The connection is closed as soon as nobody holds it.
            try HTTPConnection(port: server.port).send(Array(whole[..<count]))
        }
        let page = try Client(server).send(Requests.applications("?q=31337"), as: "listApplications")
        #expect(page.json["pagination"]["total"].integer == 0)
        try expectSoundness()
    }
}
