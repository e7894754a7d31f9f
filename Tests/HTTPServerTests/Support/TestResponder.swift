import HTTPTypes
import Synchronization

/// Answers by closures, and keeps what it was told.
final class TestResponder: HTTPResponder {
    private let admitting: @Sendable (HTTPRequest) -> HTTPAdmission
    private let responding: @Sendable (HTTPRequest) async -> HTTPResponse
    private let failing: @Sendable (HTTPFault, HTTPRequest) -> HTTPResponse
    private let statuses: Mutex<[Int]> = Mutex([])
    private let lost: Mutex<[String]> = Mutex([])

    /// By default every request is answered 200 with method, path and body as text.
    init(respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = { TestResponder.describe($0) }) {
        admitting = { _ in .accept(maxBodyBytes: 1 << 20) }
        responding = respond
        failing = { fault, _ in TestResponder.text(fault.status, "\(fault)") }
    }

    /// Faults are answered by the closure, requests as by default.
    init(fault: @escaping @Sendable (HTTPFault, HTTPRequest) -> HTTPResponse) {
        admitting = { _ in .accept(maxBodyBytes: 1 << 20) }
        responding = { TestResponder.describe($0) }
        failing = fault
    }

    init(
        admit: @escaping @Sendable (HTTPRequest) -> HTTPAdmission,
        respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = { TestResponder.describe($0) }
    ) {
        admitting = admit
        responding = respond
        failing = { fault, _ in TestResponder.text(fault.status, "\(fault)") }
    }

    /// The statuses that were answered, in order.
    var answered: [Int] { statuses.withLock { $0 } }

    /// The answers that could not be sent: path, status and why.
    var losses: [String] { lost.withLock { $0 } }

    func admit(_ request: HTTPRequest) -> HTTPAdmission { admitting(request) }

    func respond(to request: HTTPRequest) async -> HTTPResponse { await responding(request) }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse {
        failing(fault, request)
    }

    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {
        statuses.withLock { $0.append(status) }
        guard let loss = request.loss else { return }
        lost.withLock { $0.append("\(request.path.string) \(status) \(loss.rawValue)") }
    }

    static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "text/plain", body: Array(text.utf8))
    }

    static func describe(_ request: HTTPRequest) -> HTTPResponse {
        text(200, "\(String(describing: request.method.token)) \(request.path.string) \(request.body.string)")
    }
}

/// Holds handlers until it is opened.
final class Latch: Sendable {
    private struct State {
        var isOpen: Bool = false
        var waiters: [CheckedContinuation<Void, Never>] = []
        var arrived: Int = 0
    }

    private let state: Mutex<State> = Mutex(State())

    /// How many have come to the latch.
    var arrived: Int { state.withLock { $0.arrived } }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                state.arrived += 1
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
