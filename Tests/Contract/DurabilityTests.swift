import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Acknowledged means stored: after a crash, and after an orderly end.
@Suite(.blocking) struct DurabilityTests {
    private static let width: Int = 32

    @Test(arguments: TestDatabase.System.allCases)
    func acknowledgedWritesSurviveSIGKILL(system: TestDatabase.System) throws {
        let server = try ServerProcess(on: system)
        let connections: [HTTPConnection] = try (0..<Self.width).map { _ in try HTTPConnection(port: server.port) }
        var sent: Set<String> = []
        var acknowledged: Set<String> = []
        for round in 0..<12 {
            var users: [String] = []
            for connection in connections {
                users.append(String(Requests.freshID()))
                try connection.send(
                    Requests.saveTest("{\"telegram_id\":\(users.last ?? ""),\"answers\":{\"age\":30}}").bytes
                )
            }
            sent.formUnion(users)
            // The last round is cut off in the middle: some answers are read, others are on their way or never come.
            let readers = round == 11 ? 3 : connections.count
            for (connection, user) in zip(connections, users).prefix(readers) {
                #expect(try connection.receive().status == 200)
                acknowledged.insert(user)
            }
        }
        server.kill()

        let again = try ServerProcess(sharing: server)
        let stored = try storedUsers(again)
        #expect(acknowledged.count == 11 * Self.width + 3)
        #expect(acknowledged.subtracting(stored).isEmpty, "acknowledged, but lost")
        #expect(stored.subtracting(sent).isEmpty, "stored, but never sent")
        #expect(try again.terminate() == 0)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func sigtermFinishesWhatIsInFlightAndExits0(system: TestDatabase.System) throws {
        let server = try ServerProcess(on: system)
        let connections: [HTTPConnection] = try (0..<Self.width).map { _ in try HTTPConnection(port: server.port) }
        let users = connections.map { _ in String(Requests.freshID()) }
        var rests: [[UInt8]] = []
        for (connection, user) in zip(connections, users) {
            var message = Requests.saveTest("{\"telegram_id\":\(user),\"answers\":{}}")
            message.fields.append((name: "Expect", value: "100-continue"))
            let bytes = message.bytes
            let body = message.body?.count ?? 0
            try connection.send(Array(bytes.dropLast(body)))
            // The server waits for the body: the request is in flight, whatever the kernel still buffers.
            #expect(try connection.receive(interim: true).status == 100)
            rests.append(Array(bytes.suffix(body)))
        }
        server.askToStop()
        _ = try Deadline.wait(seconds: 10, for: "the line that says that the server drains") {
            server.logLines(with: "draining").first
        }
        for (connection, rest) in zip(connections, rests) {
            let reply = try connection.exchange(rest)
            #expect(reply.status == 200)
            #expect(reply.closes)
        }
        #expect(try server.waitForEnd() == 0)

        let again = try ServerProcess(sharing: server)
        #expect(try storedUsers(again) == Set(users))
        #expect(try again.terminate() == 0)
    }

    /// Telegram ids of all applications, each of them once.
    private func storedUsers(_ server: ServerProcess) throws -> Set<String> {
        let reply = try Client(server).send(Requests.applications("?limit=1000"), as: "listApplications")
        let users = reply.json["items"].elements.map { $0["telegram_id"].text }
        #expect(Set(users).count == users.count)
        return Set(users)
    }
}
