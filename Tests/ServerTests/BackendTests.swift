import Glibc
import HTTPTypes
import Logging
import Server
import Synchronization
import Testing

/// The order in which a process starts and stops.
struct BackendTests {
    private struct Broken: Error, CustomStringConvertible {
        var description: String { "no room" }
    }

    private struct NoResponder: HTTPResponder {
        func admit(_ request: HTTPRequest) -> HTTPAdmission { .accept(maxBodyBytes: 0) }
        func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(status: 200) }
        func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: fault.status) }
        func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
    }

    /// The events, in order.
    private final class Events: Sendable {
        private let list: Mutex<[String]> = Mutex([])

        func add(_ event: String) { list.withLock { $0.append(event) } }
        var all: [String] { list.withLock { $0 } }
    }

    private let events = Events()

    private func worker(_ name: String) -> Worker {
        Worker(
            name,
            start: { [events] in events.add("\(name) starts") },
            stop: { [events] in events.add("\(name) stops") }
        )
    }

    private func backend(_ workers: [Worker], drainTimeout: Duration = .seconds(20)) -> Backend {
        Backend(
            responder: NoResponder(),
            logger: Logger(level: .info, sink: MemorySink()),
            workers: workers,
            executor: globalConcurrentExecutor,
            prepare: { [events] in events.add("prepares") },
            accept: { [events] in
                events.add("accepts")
                return 1
            },
            drain: { [events] _ in events.add("drains") },
            close: { [events] in events.add("store closes") },
            drainTimeout: drainTimeout
        )
    }

    @Test func workersStartBeforeItAcceptsAndStopWhenItHasDrained() async throws {
        let backend = backend([worker("a"), worker("b")])
        try await backend.run { _ in
            backend.stop(signal: SIGTERM)
        } stopping: { [events] in
            events.add("\($0)")
        }
        #expect(
            events.all.prefix(6)
                == ["prepares", "a starts", "b starts", "accepts", "\(Backend.Ending.signal(SIGTERM))", "drains"]
        )
        #expect(Set(events.all[6...7]) == ["a stops", "b stops"])
        #expect(events.all[8...] == ["store closes"])
    }

    @Test func whoWatchesOverTheStopHearsOfAStartThatFailed() async {
        var backend = backend([worker("a")])
        backend.accept = { throw Broken() }
        await #expect(throws: Broken.self) {
            try await backend.run(stopping: { [events] in events.add("\($0)") })
        }
        #expect(events.all == ["prepares", "a starts", "failedStart", "drains", "a stops", "store closes"])
    }

    @Test(arguments: [nil, "no room"])
    func aWorkerThatEndsByItselfIsNamedAndTakesTheProcessDown(fault: String?) async {
        let failing = Worker("inbox") { if fault != nil { throw Broken() } }
        let backend = backend([worker("a"), failing])
        await #expect(throws: WorkerEnded(name: "inbox", fault: fault)) { try await backend.run() }
        #expect(events.all.suffix(3) == ["drains", "a stops", "store closes"])
        #expect(WorkerEnded(name: "inbox", fault: fault).description.contains("inbox"))
    }

    @Test func aWorkerThatFailsLaterTakesTheProcessDownAsWell() async {
        let (turns, turn) = AsyncStream.makeStream(of: Void.self)
        let failing = Worker("inbox") {
            for await _ in turns { throw Broken() }
        }
        let backend = backend([failing])
        await #expect(throws: WorkerEnded(name: "inbox", fault: "no room")) {
            try await backend.run { _ in turn.yield() }
        }
        #expect(events.all == ["prepares", "accepts", "drains", "store closes"])
    }

    @Test func whatIsToldToStopBeforeItStartsOnlyCloses() async throws {
        let backend = backend([worker("a")])
        backend.stop(signal: SIGINT)
        try await backend.run { _ in Issue.record("it accepts") }
        #expect(events.all == ["prepares", "drains", "store closes"])
    }

    @Test func whatCannotBindStartsNobody() async {
        var backend = backend([worker("a")])
        backend.prepare = { throw Broken() }
        await #expect(throws: Broken.self) { try await backend.run() }
        #expect(events.all == ["drains", "store closes"])
    }

    @Test func aWorkerThatCannotStartIsNamedAndStopsTheOthers() async {
        let broken = Worker("inbox", start: { throw Broken() }, stop: {})
        let backend = backend([worker("a"), broken, worker("c")])
        await #expect(throws: WorkerEnded(name: "inbox", fault: "no room")) { try await backend.run() }
        #expect(events.all == ["prepares", "a starts", "drains", "a stops", "store closes"])
    }

    @Test func whatCannotAcceptStopsWhatHasStarted() async {
        var backend = backend([worker("a")])
        backend.accept = { throw Broken() }
        await #expect(throws: Broken.self) { try await backend.run() }
        #expect(events.all == ["prepares", "a starts", "drains", "a stops", "store closes"])
    }

    @Test func workersAreToldToStopBeforeDrainingIsCutOff() async throws {
        var backend = backend([worker("a")], drainTimeout: .milliseconds(100))
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        backend.workers.append(Worker("b", start: {}, stop: { stop.yield() }))
        // Returns when a worker has stopped, as a handler does that waits for one.
        backend.drain = { [events] _ in
            for await _ in stops { break }
            events.add("drained")
        }
        try await backend.run { [backend] _ in backend.stop(signal: SIGTERM) }
        #expect(events.all.last == "store closes" && events.all.contains("drained"))
    }
}
