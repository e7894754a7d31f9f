import Glibc
import Platform
import Server
import TestSupport
import TestTraits
import Testing

/// What came to the port of a pause goes to the process afterwards.
@Suite(.blocking) struct WaitingRoomTests {
    private let room: WaitingRoom

    init() throws { room = try WaitingRoom() }

    private func connect(_ count: Int) throws -> [OwnedDescriptor] {
        try (0..<count).map { _ in OwnedDescriptor(try #require(Loopback.connect(to: room.port))) }
    }

    /// Reads until something is there; nothing where the peer has ended.
    private func read(_ descriptor: Int32) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = try Deadline.wait(seconds: 30, for: "bytes") {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return count < 0 && errno == EAGAIN ? nil : count
        }
        return Array(bytes[..<max(0, count)])
    }

    @Test func allThatWaitAreServedEachWithItsOwn() async throws {
        let target = OwnedDescriptor(try Loopback.listen())
        let clients = try connect(300)
        for (index, client) in clients.enumerated() {
            let text = Array("\(index)".utf8)
            try #require(send(client.number, text, text.count, 0) == text.count)
        }
        let port = Loopback.port(of: target.number)
        let work = Task { [room] in await room.relay(to: port, until: .now + .seconds(60)) }
        for _ in clients {
            let server = try Deadline.wait(seconds: 30, for: "a connection") {
                let number = accept(target.number, nil, nil)
                return number >= 0 ? OwnedDescriptor(number) : nil
            }
            _ = fcntl(server.number, F_SETFL, O_NONBLOCK)
            let request = try read(server.number)
            try #require(send(server.number, request, request.count, 0) == request.count)
        }
        for (index, client) in clients.enumerated() {
            #expect(try read(client.number) == Array("\(index)".utf8))
            #expect(try read(client.number).isEmpty)
        }
        await work.value
    }

    @Test func whereNobodyListensThoseThatWaitAreClosed() async throws {
        let port = try Loopback.freePort()
        let clients = try connect(3)
        await room.relay(to: port, until: .now + .seconds(30))
        for client in clients { #expect(try read(client.number).isEmpty) }
    }
}
