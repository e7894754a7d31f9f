import ContractGenerator
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct RequestIDTests {
    private let server: ServerProcess

    init() throws {
        server = try ServerProcess()
    }

    @Test func aThousandRequestsHaveAThousandIDs() throws {
        var ids: Set<String> = []
        let one = HTTPMessage("GET", "/live").bytes
        for _ in 0..<10 {
            let connection = try HTTPConnection(port: server.port)
            try connection.send(Array((0..<100).map { _ in one }.joined()))
            for _ in 0..<100 {
                let id: String = try #require(try connection.receive()["X-Request-ID"])
                #expect(!id.isEmpty && id.utf8.count <= 128 && id.utf8.allSatisfy(isSane))
                ids.insert(id)
            }
        }
        #expect(ids.count == 1_000)
    }

    @Test func aSaneIDIsEchoedAndStandsInTheProblem() throws {
        let client = try Client(server)
        for id in ["a", "A-z_0.9", String(repeating: "x", count: 128)] {
            let message = HTTPMessage("POST", Requests.authPath, [(name: "X-Request-ID", value: id)])
            let reply = try client.send(message, as: "logIn")
            #expect(reply["X-Request-ID"] == id)
            #expect(reply.json["request_id"].text == id)
        }
    }

    @Test func anyOtherIDIsReplaced() throws {
        let client = try Client(server)
        for id in ["", "a b", "a/b", "\u{e9}", String(repeating: "x", count: 129), "<script>"] {
            let message = HTTPMessage("GET", "/live", [(name: "X-Request-ID", value: id)])
            #expect(try client.send(message, as: "getLiveness")["X-Request-ID"] != id)
        }
    }

    private func isSane(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
