internal import TestSupport
internal import Testing

@Suite struct CORSTests {
    private let client: Client

    init() throws {
        client = try Client(ServerProcess())
    }

    private func preflight(_ origin: String) throws -> HTTPReply {
        let fields: [(name: String, value: String)] = [
            (name: "Origin", value: origin), (name: "Access-Control-Request-Method", value: "POST"),
            (name: "Access-Control-Request-Headers", value: "content-type, x-telegram-init-data"),
        ]
        return try client.send(HTTPMessage("OPTIONS", Requests.authPath, fields), as: "logIn")
    }

    @Test func aMiniAppOfAConfiguredOriginMayCall() throws {
        let reply: HTTPReply = try preflight(ServerSettings.origin)
        #expect(reply.status == 204)
        #expect(reply["Access-Control-Allow-Origin"] == ServerSettings.origin)
        #expect(reply["Access-Control-Allow-Methods"]?.contains("POST") == true)
        #expect(reply["Access-Control-Allow-Headers"]?.lowercased().contains("x-telegram-init-data") == true)
        #expect(reply.list("Vary").contains("Origin"))

        var logIn: HTTPMessage = Requests.logIn(Identities.initData(Identities.visitor))
        logIn.fields.append((name: "Origin", value: ServerSettings.origin))
        let actual: HTTPReply = try client.send(logIn, as: "logIn")
        #expect(actual.status == 200)
        #expect(actual["Access-Control-Allow-Origin"] == ServerSettings.origin)
        #expect(actual.list("Vary").contains("Origin"))
        // A page must be able to read why it was refused.
        logIn.fields.removeFirst()
        let refused: HTTPReply = try client.send(logIn, as: "logIn")
        #expect(refused.status == 401)
        #expect(refused["Access-Control-Allow-Origin"] == ServerSettings.origin)
    }

    @Test(
        "another origin is told nothing",
        arguments: ["https://evil.example", "null", ServerSettings.origin + ".evil.example", "http://app.example.org"]
    )
    func otherOrigins(origin: String) throws {
        #expect(try preflight(origin)["Access-Control-Allow-Origin"] == nil)
    }
}
