import Glibc
import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct LifecycleTests {
    private let get: String = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func drainingAnswersWhatIsInFlightAndCloses() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            await latch.wait()
            return TestResponder.describe(request)
        }
        try await withServer(responder, configure: { $0.drainIdleGrace = .milliseconds(20) }) { port, server in
            let busy = try RawConnection(port: port)
            let idle = try RawConnection(port: port)
            try busy.send(get)
            #expect(eventually { latch.arrived == 1 })
            server.beginDraining()
            #expect(try idle.isClosed())
            #expect(eventually { (try? RawConnection(port: port)) == nil })
            latch.open()
            let response = try busy.response()
            #expect(response.status == 200)
            #expect(response["Connection"] == "close")
            #expect(try busy.isClosed())
            await server.drain()
        }
    }

    @Test func requestOnItsWayWhenDrainingBeginsIsAnswered() async throws {
        try await withServer(configure: { $0.drainIdleGrace = .seconds(5) }) { port, server in
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(try client.response().status == 200)
            // Not accepted yet, or just now: either way it is answered.
            let fresh = try RawConnection(port: port)
            server.beginDraining()
            #expect(eventually { (try? RawConnection(port: port)) == nil })
            for late in [client, fresh] {
                try late.send(get)
                #expect(try late.response()["Connection"] == "close")
                #expect(try late.isClosed())
            }
            await server.drain()
        }
    }

    /// A resident of one loop may serve the requests of another.
    @Test func loopsEndTogether() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            await latch.wait()
            return TestResponder.describe(request)
        }
        try await withServer(responder, configure: { $0.loops = 3 }) { port, server in
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(eventually { latch.arrived == 1 })
            server.beginDraining(within: 600_000)
            for _ in 0..<20 {
                // The first task on each loop runs after that loop has begun to drain.
                for loop in server.executors {
                    #expect(await Task(executorPreference: loop) { loop.isCurrent }.value)
                }
            }
            latch.open()
            #expect(try client.response().status == 200)
            await server.drain(within: .seconds(10))
            #expect(server.executors.isEmpty)
        }
    }

    @Test func drainingEndsAtItsDeadline() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            await latch.wait()
            return TestResponder.describe(request)
        }
        try await withServer(responder) { port, server in
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(eventually { latch.arrived == 1 })
            await server.drain(within: .milliseconds(20))
            #expect(try client.isClosed())
            // The handler outlives its server and must do no harm.
            latch.open()
        }
    }

    @Test func clientThatLeavesDoesNotDisturbItsHandler() async throws {
        let latch = Latch()
        let responder = TestResponder { request in
            let before = request.path.string
            await latch.wait()
            return TestResponder.text(request.path.string == before ? 200 : 500, before)
        }
        try await withServer(responder) { port, server in
            for _ in 0..<20 {
                let client = try RawConnection(port: port)
                try client.send("GET /some/path HTTP/1.1\r\nHost: a\r\n\r\nGET /more HTTP/1.1\r\nHost: a\r\n\r\n")
                let count = latch.arrived
                #expect(eventually { latch.arrived > 0 && latch.arrived >= count })
                client.reset()
            }
            latch.open()
            let last = try RawConnection(port: port)
            try last.send(get)
            #expect(try last.response().status == 200)
            let loop: EventLoop = try #require(server.executors.first)
            _ = last
            #expect(await Task(executorPreference: loop) { loop.isCurrent }.value)
            #expect(!responder.answered.contains(500))
        }
    }

    @Test func clientThatLeavesInTheMiddleOfAnAnswerIsForgotten() async throws {
        let responder = TestResponder { _ in
            HTTPResponse(status: 200, body: Array(repeating: 0x61, count: 8 << 20))
        }
        try await withServer(responder) { port, server in
            for _ in 0..<5 {
                let client = try RawConnection(port: port, receiveBuffer: 4096)
                try client.send(get)
                try client.read { $0.count > 1000 }
            }
            let loop: EventLoop = try #require(server.executors.first)
            #expect(await loop.becomesEmpty())
        }
    }

    @Test func acceptingGoesOnAfterAPause() async throws {
        try await withServer { port, server in
            let loop: EventLoop = try #require(server.executors.first)
            await Task(executorPreference: loop) { loop.pauseAccepting() }.value
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(try client.response().status == 200)
        }
    }

    @Test func twoServersShareAPort() async throws {
        try await withServer { port, _ in
            try await withServer(configure: { $0.port = port }) { second, _ in
                #expect(second == port)
            }
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(try client.response().status == 200)
        }
    }

    @Test func loopsAndTheirDescriptorsAreGivenBack() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = 3
        let server = HTTPServer(configuration: configuration, responder: TestResponder())
        let port = try server.start()[0]
        #expect(server.executors.flatMap(\.listeners).count == 3)
        #expect(throws: HTTPServerError.self) { try server.start() }
        let client = try RawConnection(port: port)
        try client.send(get)
        #expect(try client.response().status == 200)
        // A loop owns its descriptors and its connections, and is alive as long as its thread.
        weak let loop: EventLoop? = server.executors.last
        await server.drain(within: .zero)
        await server.drain(within: .zero)
        #expect(try client.isClosed())
        #expect((try? RawConnection(port: port)) == nil)
        #expect(server.executors.isEmpty)
        #expect(eventually { loop == nil })
    }

    @Test func badHostIsAClearError() throws {
        var configuration = HTTPServerConfiguration()
        configuration.host = "192.0.2.1"
        configuration.port = 0
        let server = HTTPServer(configuration: configuration, responder: TestResponder())
        let error: HTTPServerError? = #expect(throws: HTTPServerError.self) { try server.start() }
        #expect(error?.description.contains("192.0.2.1") == true)
    }

    @Test func jobsFromOtherThreadsRunOnTheLoop() async throws {
        try await withServer { _, server in
            let loop: EventLoop = try #require(server.executors.first)
            for _ in 0..<100 {
                let isOnLoop = await Task(executorPreference: loop) {
                    await Task.yield()
                    return loop.isCurrent
                }.value
                #expect(isOnLoop)
            }
            #expect(!loop.isCurrent)
        }
    }

    @Test func socketsThatDoNotListenAreRefused() {
        var configuration = HTTPServerConfiguration()
        configuration.inheritedSockets = [socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)]
        let server = HTTPServer(configuration: configuration, responder: TestResponder())
        #expect(throws: HTTPServerError.self) { try server.start() }
    }

    @Test func inheritedSocketsAreServed() async throws {
        let (sockets, port) = try ListeningSockets.bind(
            host: "127.0.0.1",
            port: 0,
            count: 1,
            backlog: 16
        )
        let configure: (inout HTTPServerConfiguration) -> Void = { configuration in
            configuration.inheritedSockets = sockets
            configuration.loops = 2
        }
        try await withServer(configure: configure) { served, _ in
            #expect(served == port)
            let client = try RawConnection(port: port)
            try client.send(get)
            #expect(try client.response().status == 200)
        }
        #expect(InheritedSockets.descriptors(listenPID: "7", listenFDs: "2", processID: 7) == [3, 4])
        #expect(InheritedSockets.descriptors(listenPID: "8", listenFDs: "2", processID: 7).isEmpty)
        #expect(InheritedSockets.descriptors(listenPID: "7", listenFDs: "-2", processID: 7).isEmpty)
        #expect(InheritedSockets.descriptors(listenPID: nil, listenFDs: nil, processID: 7).isEmpty)
    }
}

extension HTTPServer {
    /// Begins to drain without waiting, so that a test may block its thread meanwhile.
    func beginDraining(within milliseconds: Int = 10_000) {
        for loop in executors { loop.requestDrain(within: milliseconds) }
    }
}
