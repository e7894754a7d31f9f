import Glibc
import TestSupport
import TestTraits
import Testing

/// Clients that are slow, silent, hasty or gone: others are served, and nothing of them is left.
@Suite(.blocking) struct ClientTests {
    private static let document: [UInt8] = HTTPMessage("GET", "/openapi.json").bytes

    private func saveTest(_ user: Int) -> HTTPMessage {
        HTTPMessage(
            "POST",
            "/api/v1/telegram/save-test/",
            [(name: "X-Bot-Secret", value: Identities.botSecret)],
            json: "{\"telegram_id\":\(user),\"answers\":{\"age\":30}}"
        )
    }

    @Test(arguments: TestDatabase.System.allCases)
    func oneByteASecondIsCutOff(system: TestDatabase.System) throws {
        let bench = try LoadBench(system, settings: ["HEADER_TIMEOUT": "2"])
        let slow = Array("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaa\r\n".utf8)
        let save = saveTest(1)
        let bytes = save.bytes
        let head = bytes.count - (save.body?.count ?? 0)
        try bench.endure(rounds: 2) {
            let headers: [HTTPConnection] = try (0..<20).map { _ in try bench.connect() }
            let bodies: [HTTPConnection] = try (0..<20).map { _ in try bench.connect() }
            let readers: [HTTPConnection] = try (0..<20).map { _ in try bench.connect(window: 2_048) }
            for connection in bodies { try connection.send(Array(bytes[..<head])) }
            // More than all buffers in between hold.
            for connection in readers { try connection.send(Array(repeatElement(Self.document, count: 40).joined())) }
            var second = 0
            // Who was answered sends no more.
            while !(headers + bodies).allSatisfy(\.hasInput) {
                for connection in headers where !connection.hasInput { try connection.send([slow[second]]) }
                for connection in bodies where !connection.hasInput { try connection.send([bytes[head + second]]) }
                for connection in readers { try connection.dropByte() }
                second += 1
                try #require(second < 20, "slow clients are not cut off")
                poll(nil, 0, 1_000)
            }
            for connection in headers + bodies {
                let reply = try connection.receive()
                #expect(reply.status == 408 && reply.closes)
                #expect(try connection.isClosedByPeer())
            }
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func twoThousandIdleConnectionsDisturbNobody(system: TestDatabase.System) throws {
        try raiseDescriptorLimit(to: 8_192)
        let bench = try LoadBench(system)
        try bench.endure(rounds: 3) {
            let connections: [HTTPConnection] = try (0..<2_000).map { _ in try bench.connect() }
            // Half of them have been of use.
            for connection in connections.prefix(1_000) {
                #expect(try connection.exchange(HTTPMessage("GET", "/live")).status == 200)
            }
            try bench.serveOthers {}
            for connection in connections.prefix(1_000) {
                #expect(try connection.exchange(HTTPMessage("GET", "/live")).status == 200)
            }
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func connectionsForOneRequestEachAreAllServed(system: TestDatabase.System) throws {
        let bench = try LoadBench(system)
        let port = bench.server.port
        try bench.endure(rounds: 3) {
            try Crowd.run(4) { _ in
                for number in 0..<400 {
                    let connection = try HTTPConnection(port: port)
                    // Every fourth says nothing and goes.
                    if number % 4 == 0 { continue }
                    let fields: [(name: String, value: String)] =
                        number % 4 == 1 ? [(name: "Connection", value: "close")] : []
                    let reply = try connection.exchange(HTTPMessage("GET", "/health", fields))
                    guard reply.status == 200 else { throw TestFailure("\(reply.status): \(reply.text)") }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func pipelinedRequestsAreAnsweredInTheirOrder(system: TestDatabase.System) throws {
        let bench = try LoadBench(system)
        var user = 500_000
        try bench.endure(rounds: 3) {
            let connections: [HTTPConnection] = try (0..<32).map { _ in try bench.connect() }
            let messages = connections.indices.map { client in
                (0..<60).map { number in
                    user += 1
                    var message: HTTPMessage =
                        switch (client + number) % 5 {
                        case 0: saveTest(user)
                        case 1: HTTPMessage("GET", "/health")
                        case 2: HTTPMessage("GET", "/api/v1/telegram/applications/")
                        case 3: HTTPMessage("GET", "/nowhere")
                        default: HTTPMessage("HEAD", "/openapi.json")
                        }
                    message.fields.append((name: "X-Request-ID", value: "\(client)-\(number)"))
                    return message
                }
            }
            for (connection, all) in zip(connections, messages) { try connection.send(all.flatMap(\.bytes)) }
            for (client, connection) in connections.enumerated() {
                for (number, message) in messages[client].enumerated() {
                    let reply = try connection.receive(toHEAD: message.method == "HEAD")
                    #expect(reply["X-Request-ID"] == "\(client)-\(number)")
                    #expect(reply.status == [200, 200, 401, 404, 200][(client + number) % 5])
                }
            }
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func whoShutsTheirSideIsAnsweredAndLetGo(system: TestDatabase.System) throws {
        let bench = try LoadBench(system)
        let health = HTTPMessage("GET", "/health").bytes
        var user = 700_000
        try bench.endure(rounds: 3) {
            for _ in 0..<40 {
                user += 1
                let save = saveTest(user).bytes
                let cases: [(sent: [UInt8], statuses: [Int])] = [
                    (health, [200]), (save, [200]), (health + save + health, [200, 200, 200]), ([], []),
                    (health.dropLast(5), [400]), (save.dropLast(5), [400]), (health + health.dropLast(2), [200, 400]),
                ]
                for (sent, statuses) in cases {
                    let connection = try bench.connect()
                    try connection.send(sent)
                    connection.finishSending()
                    for status in statuses { #expect(try connection.receive().status == status) }
                    #expect(try connection.isClosedByPeer())
                }
            }
        }
    }

    @Test(arguments: TestDatabase.System.allCases)
    func connectionsThatBreakInTheMiddleLeaveNothing(system: TestDatabase.System) throws {
        let bench = try LoadBench(system)
        var user = 800_000
        try bench.endure(rounds: 4) {
            for number in 0..<300 {
                user += 1
                let connection: HTTPConnection = try bench.connect(window: number % 2 == 0 ? 2_048 : nil)
                connection.breakOff()
                switch number % 4 {
                case 0:
                    try connection.send(Array(repeatElement(Self.document, count: 20).joined()))
                    try connection.dropByte()
                case 1: try connection.send(saveTest(user).bytes)
                case 2: try connection.send(saveTest(user).bytes.dropLast(5))
                default: try connection.send(Self.document.dropLast(5))
                }
            }
        }
    }

    private func raiseDescriptorLimit(to wanted: rlim_t) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < wanted else { return }
        try #require(limit.rlim_max >= wanted, "2,000 connections need a limit of \(wanted) descriptors (ulimit -Hn)")
        limit.rlim_cur = wanted
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
