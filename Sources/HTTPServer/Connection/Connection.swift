import HTTPTypes
import Platform

/// One client's connection: does what its state asks for, with a socket, a responder and the loop that it lives on.
///
/// `ConnectionState` decides everything; here is only what needs a system call, a task or the loop.
///
/// `@unchecked Sendable`: (1) everything is touched on the loop's thread only; (2) the one task per request that
/// captures the connection has the loop as its executor, so `complete` runs there too; (3) while a handler is
/// suspended, the request and the memory it points into are left alone.
final class Connection: @unchecked Sendable {
    let generation: UInt32
    /// The client whose connections this one is counted with; nil for a trusted proxy's.
    private(set) var countedKey: ClientKey?
    /// False where the connection was over the limits: it is told so and closed.
    let isWelcome: Bool
    private var socket: Socket
    private let loop: EventLoop
    private let request: HTTPRequest
    /// The other end, or whom a header of the PROXY protocol names.
    private var peer: PeerAddress
    /// The peer's word about its clients counts.
    private var isTrusted: Bool
    /// The header that is to come first; nil where none is, or it has come.
    private var proxyHeader: ProxyHeader?

    private(set) var state: ConnectionState
    private var interest: Epoll.Interest = .input
    /// Nanoseconds of the clock when the request's head was complete.
    private var began: UInt64 = 0
    /// `drive` is on the stack.
    private var isDriving: Bool = false

    init(socket: Socket, generation: UInt32, peer: PeerAddress, isTrusted: Bool, isWelcome: Bool, loop: EventLoop) {
        self.socket = socket
        self.generation = generation
        self.peer = peer
        self.isTrusted = isTrusted
        countedKey = isTrusted ? nil : peer.key
        proxyHeader = isTrusted && loop.configuration.expectsProxyHeader ? ProxyHeader() : nil
        self.isWelcome = isWelcome
        self.loop = loop
        state = ConnectionState(context: loop.context, isWelcome: isWelcome)
        request = state.request
        request.remote = peer.address
        request.remoteAddress = peer.text
        request.descriptor = socket.descriptor
        request.scheme = scheme
    }

    var descriptor: Int32 { socket.descriptor }

    /// The number that epoll gives back with an event of this connection.
    var token: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor)) }

    // MARK: - The loop's calls

    /// Called once, when the loop knows the connection.
    func opened() { drive() }

    /// Called for what epoll reports.
    func handle(_ happened: Epoll.Interest) {
        if !happened.isDisjoint(with: .failure) {
            close()
            return
        }
        // Its turn comes anyway, and before it there may be no room to read into.
        if state.isWaitingForTurn { return }
        state.ready()
        drive()
    }

    /// Called in the turn after the one that was used up.
    func takeTurn() {
        if state.phase == .closed { return }
        state.takeTurn()
        drive()
    }

    /// The wheel's call: the deadline has come, has moved later since, or was an earlier connection's.
    func timerFired() {
        if state.deadline > loop.now {
            schedule()
            return
        }
        state.expire()
        drive()
    }

    func drainingBegan() {
        state.drainingBegan()
        schedule()
    }

    /// Closes the socket. The memory of a request whose handler is suspended stays until it returns.
    func close() {
        guard state.phase != .closed else { return }
        if let status = state.lose() { tellAnswered(status: status) }
        state.close()
        socket.close()
        loop.remove(self)
    }

    // MARK: - The state's wishes

    private func drive() {
        guard !isDriving else { return }
        isDriving = true
        defer { isDriving = false }
        while true {
            switch state.next() {
            case .open: state.opened(open())
            case .receive: state.receive { loop.activity.noteReceived(socket.receive(into: $0)) }
            case .admit: admit()
            case .refuse(let fault, let begins):
                if begins { begin() }
                tellAnswered(status: state.answer(loop.responder.response(to: fault, request: request)))
            case .respond: respond()
            case .send: state.send { loop.activity.noteSent(socket.send($0)) }
            case .yield: loop.queueForTurn(self)
            case .shutDownOutput: socket.shutDownOutput()
            case .wait(let readiness):
                wait(for: Epoll.Interest(readiness))
                return
            case .close:
                close()
                return
            }
        }
    }

    /// The steps before the client's first byte: the proxy's header, then the socket's own.
    private func open() -> SocketOpening {
        guard var header = proxyHeader else { return openSocket() }
        let outcome = header.read { loop.activity.noteReceived(Socket.plain(descriptor).receive(into: $0)) }
        proxyHeader = header
        switch outcome {
        case .blocked(let readiness): return .blocked(on: readiness)
        case .refused: return .failed
        case .client(let address):
            proxyHeader = nil
            if let address { introduce(PeerAddress(address)) }
            return openSocket()
        }
    }

    private func openSocket() -> SocketOpening {
        let opening = socket.open()
        if case .unencrypted = opening {
            socket = .plain(descriptor)
            request.scheme = scheme
        }
        return opening
    }

    /// How the peer speaks.
    private var scheme: HTTPScheme? { socket.scheme(besideTLS: loop.configuration.credentials != nil) }

    /// The proxy's header names the peer.
    private func introduce(_ client: PeerAddress) {
        peer = client
        isTrusted = loop.configuration.trustedProxies.contains(client.address)
        request.remote = client.address
        request.remoteAddress = client.text
        guard !isTrusted, isWelcome else { return }
        if loop.counter.assign(client.key) { countedKey = client.key } else { state.turnAway() }
    }

    /// A request begins.
    private func begin() {
        began = SystemClock.monotonicNanoseconds()
        if isTrusted { readForwarded() }
    }

    /// Has the request be its client's whom a trusted proxy names, where it names one.
    private func readForwarded() {
        let told = ForwardedClient(request, trusted: loop.configuration.trustedProxies)
        let client = told.address ?? peer.address
        if client != request.remote {
            request.remote = client
            request.remoteAddress = client == peer.address ? peer.text : client?.description ?? "unix"
        }
        request.scheme = told.scheme ?? scheme
    }

    private func admit() {
        begin()
        request.isOneTooMany = loop.isCongested()
        switch loop.responder.admit(request) {
        case .reject(let response): tellAnswered(status: state.answer(response))
        case .accept(let limit): state.accept(maxBodyBytes: limit)
        }
    }

    /// Hands the request to the responder, which may answer in this turn or later.
    private func respond() {
        let responder: any HTTPResponder = loop.responder
        Task.immediate(executorPreference: loop) {
            let response = await responder.respond(to: self.request)
            self.complete(response)
        }
        guard state.phase == .responding else { return }
        loop.handlerSuspended()
        state.suspend(besideMany: loop.suspendedCount > ConnectionContext.maxSpare)
    }

    /// The responder's answer; in the turn of the request, or later.
    private func complete(_ response: HTTPResponse) {
        if state.phase == .closed {
            // The client or the server is gone, but what was done is done.
            tellAnswered(status: ResponseWriter.status(of: response))
            state.forget()
            // Only the loop's own thread may touch the loop's books.
            if loop.isCurrent { loop.handlerResumed() }
            return
        }
        if state.isSuspended { loop.handlerResumed() }
        tellAnswered(status: state.answer(response))
        drive()
    }

    /// Called once for each request that was begun, whatever became of its client.
    private func tellAnswered(status: Int) {
        let passed = SystemClock.monotonicNanoseconds() &- began
        loop.responder.answered(request, status: status, microseconds: Int(passed / 1000))
    }

    private func wait(for wanted: Epoll.Interest) {
        if interest != wanted {
            interest = wanted
            loop.watch(self, for: wanted)
        }
        schedule()
    }

    /// Sets when `timerFired` is called; moving it later costs nothing (see `TimerWheel`).
    private func schedule() {
        if state.deadline != .max { loop.schedule(self, at: state.deadline) }
    }
}
