internal import CLinux
import Glibc
import HTTPTypes
import Platform
import Synchronization

/// An HTTP/1.1 server (RFC 9110, RFC 9112): event loops, each with a thread and a listening socket of its own.
///
/// Nothing runs until `start`; a server that was bound or started has its sockets and threads until `drain` returns,
/// also where nobody holds it.
package final class HTTPServer: Sendable {
    private struct State {
        var loops: [EventLoop] = []
        var threads: [Thread] = []
        /// Empty before it is bound.
        var ports: [UInt16] = []
        var plainPort: UInt16?
        var isStarted: Bool = false
        var counter: ConnectionCounter?
        /// Of loops that have ended.
        var past = HTTPServerActivity()
    }

    private let configuration: HTTPServerConfiguration
    private let responder: any HTTPResponder
    private let state: Mutex<State> = Mutex(State())

    package init(configuration: HTTPServerConfiguration, responder: any HTTPResponder) {
        self.configuration = configuration
        self.responder = responder
    }

    /// The event loops; what must not hop threads runs its tasks with one of them as executor. Empty before `bind` and
    /// after `drain`.
    package var executors: [EventLoop] { state.withLock { $0.loops } }

    /// What it does and has done; counts are kept when it has ended.
    package var activity: HTTPServerActivity {
        state.withLock { state in
            var activity = state.past
            if let totals = state.counter?.totals {
                (activity.connections, activity.refusedConnections) = (totals.open, totals.refused)
            }
            for loop in state.loops { activity.add(loop.activity) }
            return activity
        }
    }

    /// Binds and makes the loops, which run from `start` on: until then residents may move in, and clients wait in the
    /// sockets' queues. Throws `HTTPServerError` where that is impossible.
    ///
    /// Raises the limit of open descriptors to what the system allows.
    package func bind() throws -> [EventLoop] {
        try state.withLock { state in
            try bind(&state)
            return state.loops
        }
    }

    /// Returns when each loop has got to work; at once before there are any, and after they have ended.
    package func pulse() async {
        for loop in state.withLock({ $0.loops }) { await Task(executorPreference: loop) {}.value }
    }

    /// The port of the second listener, in the clear; nil where there is none, or before it is bound.
    package var plainPort: UInt16? { state.withLock { $0.plainPort } }

    /// Starts the loops and returns the ports listened on, the second listener's aside; binds before, where nobody has.
    /// Throws `HTTPServerError` where that is impossible.
    package func start() throws -> [UInt16] {
        try state.withLock { state in
            guard !state.isStarted else { throw HTTPServerError("the server was started before") }
            if state.ports.isEmpty { try bind(&state) }
            state.isStarted = true
            do {
                for loop in state.loops { state.threads.append(try loop.startThread()) }
            } catch {
                // The loops that run end by themselves; `drain` waits for their threads. The others never run: they end
                // here, as who waits for a job on one would wait for ever.
                for loop in state.loops { loop.requestDrain(within: 0) }
                for loop in state.loops[state.threads.count...] { loop.endUnrun() }
                state.loops.removeSubrange(state.threads.count...)
                throw error
            }
            return state.ports
        }
    }

    private func bind(_ state: inout State) throws {
        guard state.ports.isEmpty else { throw HTTPServerError("the server was bound before") }
        let descriptors = Descriptor.raiseLimit()
        let count = configuration.loops > 0 ? configuration.loops : HTTPServer.defaultLoops
        // libssl writes with `write`, which knows no `MSG_NOSIGNAL`.
        if configuration.credentials != nil { signal(SIGPIPE, SIG_IGN) }
        var sockets = try listeningSockets(loops: count)
        let ports = sockets.joined().map { ListeningSockets.port(of: $0.descriptor) }
        do {
            if let plainPort = configuration.plainPort {
                for (loop, socket) in try bind(plainPort, loops: count).enumerated() {
                    sockets[loop].append(Listener(descriptor: socket, credentials: nil))
                }
                state.plainPort = sockets[0].last.map { ListeningSockets.port(of: $0.descriptor) }
            }
            let counter = ConnectionCounter(
                maxTotal: configuration.maxConnections,
                maxPerAddress: configuration.maxConnectionsPerAddress,
                descriptors: descriptors
            )
            state.counter = counter
            let gate = DrainGate(count)
            state.loops = try sockets.map { listeners in
                try EventLoop(
                    configuration: configuration,
                    responder: responder,
                    counter: counter,
                    gate: gate,
                    listeners: listeners
                )
            }
            gate.admit(state.loops)
        } catch {
            for socket in sockets.joined() { close(socket.descriptor) }
            throw error
        }
        state.ports = Set(ports).sorted()
    }

    /// Stops accepting, answers what is in flight with `Connection: close`, and returns when all loops have ended.
    ///
    /// What is not answered within `timeout` (the configuration's where nil) is cut off. Calling it again waits too.
    package func drain(within timeout: Duration? = nil) async {
        let milliseconds: Int = (timeout ?? configuration.drainTimeout).milliseconds
        let (loops, haveRun) = state.withLock { state in
            defer { state.isStarted = true }
            return (state.loops, state.isStarted)
        }
        for loop in loops {
            if haveRun { loop.requestDrain(within: milliseconds) } else { loop.endUnrun() }
        }
        for loop in loops { await loop.waitForEnd() }
        let threads = state.withLock { state in
            for loop in state.loops { state.past.add(loop.activity) }
            defer { (state.threads, state.loops) = ([], []) }
            return state.threads
        }
        // The loops have ended, so their threads are about to.
        for thread in threads { thread.join() }
    }

    /// For each loop its listening sockets, bound or handed over.
    private func listeningSockets(loops: Int) throws -> [[Listener]] {
        let credentials = configuration.credentials
        let inherited = configuration.inheritedSockets
        if inherited.isEmpty {
            return try bind(configuration.port, loops: loops).map {
                [Listener(descriptor: $0, credentials: credentials)]
            }
        }
        // Every loop listens on all of them, on copies of its own: it closes them when it drains.
        let copies: [[Listener]] = (0..<loops).map { _ in
            inherited.map { Listener(descriptor: fcntl($0, F_DUPFD_CLOEXEC, 3), credentials: credentials) }
        }
        for socket in inherited { close(socket) }
        return copies
    }

    /// A socket for each loop.
    private func bind(_ port: UInt16, loops: Int) throws -> [Int32] {
        let (sockets, _) = try ListeningSockets.bind(
            host: configuration.host,
            port: port,
            count: loops,
            backlog: configuration.backlog
        )
        return sockets
    }

    /// One for each core but one: what waits for the same answers, the database and the kernel, needs cores as well.
    private static var defaultLoops: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1) }
}
