import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct CORSTests {
    private let client: Client

    init() throws {
        client = try Client(ServerProcess())
    }

    private func preflight(_ origin: String, _ path: String = Requests.authPath) throws -> HTTPReply {
        let fields: [(name: String, value: String)] = [
            (name: "Origin", value: origin), (name: "Access-Control-Request-Method", value: "POST"),
            (name: "Access-Control-Request-Headers", value: "content-type, x-telegram-init-data"),
        ]
        return try client.send(HTTPMessage("OPTIONS", path, fields), as: "logIn")
    }

    @Test func aMiniAppOfAConfiguredOriginMayCall() throws {
        let reply = try preflight(ServerSettings.origin)
        #expect(reply.status == 204)
        #expect(reply["Access-Control-Allow-Origin"] == ServerSettings.origin)
        #expect(reply["Access-Control-Allow-Methods"]?.contains("POST") == true)
        #expect(reply["Access-Control-Allow-Headers"]?.lowercased().contains("x-telegram-init-data") == true)
        #expect(reply.list("Vary").contains("Origin"))

        var logIn = Requests.logIn(Identities.initData(Identities.visitor))
        logIn.fields.append((name: "Origin", value: ServerSettings.origin))
        let actual = try client.send(logIn, as: "logIn")
        #expect(actual.status == 200)
        #expect(actual["Access-Control-Allow-Origin"] == ServerSettings.origin)
        #expect(actual.list("Vary").contains("Origin"))
        // A page must be able to read why it was refused.
        logIn.fields.removeFirst()
        let refused = try client.send(logIn, as: "logIn")
        #expect(refused.status == 401)
        #expect(refused["Access-Control-Allow-Origin"] == ServerSettings.origin)
    }

    @Test(
        "a preflight is answered for both spellings of the last slash",
        arguments: ["/api/v1/telegram/auth", "/auth"]
    )
    func otherSpelling(path: String) throws {
        let reply = try preflight(ServerSettings.origin, path)
        let isThere = path.hasPrefix("/api")
        #expect(reply.status == (isThere ? 204 : 404))
        #expect((reply["Access-Control-Allow-Methods"]?.contains("POST") ?? false) == isThere)
        #expect(reply["Access-Control-Allow-Origin"] == ServerSettings.origin)
    }

    @Test(
        "a page may read why its request was no sound one",
        arguments: [("/%zz", 400), ("/\(String(repeating: "a", count: 9000))", 414)]
    )
    func refusedHeads(target: String, status: Int) throws {
        let fields: [(name: String, value: String)] = [(name: "Origin", value: ServerSettings.origin)]
        let reply = try HTTPConnection(port: client.port).exchange(HTTPMessage("GET", target, fields).bytes)
        #expect(reply.status == status)
        #expect(reply["Access-Control-Allow-Origin"] == ServerSettings.origin)
    }

    @Test(
        "another origin is told nothing",
        arguments: ["https://evil.example", "null", ServerSettings.origin + ".evil.example", "http://app.example.org"]
    )
    func otherOrigins(origin: String) throws {
        #expect(try preflight(origin)["Access-Control-Allow-Origin"] == nil)
    }
}
