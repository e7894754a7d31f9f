import HTTPTypes
import Platform
import Synchronization

/// An event loop that accepts nothing: tasks that work for themselves run on it, and so do the clients of other
/// protocols that they wait for. It outlives the server's loops.
package final class WorkLoop: Sendable {
    /// The executor of its tasks, and the house of its residents.
    package let loop: EventLoop
    private let thread: Mutex<Thread?> = Mutex(nil)

    /// Makes the loop, which runs from `start` on. Throws `HTTPServerError` where the system refuses.
    package init() throws {
        let gate = DrainGate(1)
        loop = try EventLoop(
            configuration: HTTPServerConfiguration(),
            responder: NoResponder(),
            counter: ConnectionCounter(maxTotal: 0, maxPerAddress: 0, descriptors: 0),
            gate: gate,
            listeners: []
        )
        gate.admit([loop])
    }

    /// Starts the thread; called once. Throws `HTTPServerError` where the system refuses it.
    package func start() throws {
        do {
            try thread.withLock { $0 = try loop.startThread() }
        } catch {
            // Who waits for a job on it would wait for ever.
            loop.endUnrun()
            throw error
        }
    }

    /// Ends the loop, with whatever still runs on it; also where it was not started. Called once, last.
    package func end() async {
        guard let thread = thread.withLock({ $0.take() }) else {
            loop.endUnrun()
            return
        }
        loop.requestDrain(within: 0)
        await loop.waitForEnd()
        thread.join()
    }
}

/// Nobody can ask a loop without sockets.
private struct NoResponder: HTTPResponder {
    func admit(_ request: HTTPRequest) -> HTTPAdmission { .reject(HTTPResponse(status: 404)) }
    func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(status: 404) }
    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse { HTTPResponse(status: fault.status) }
    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}
}
