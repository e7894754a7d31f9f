import HTTPClient
import HTTPServer
import Synchronization

/// Telegram for tests and development: an HTTP server that behaves as the Bot API does, and the people behind it.
///
/// Nothing runs before `start`. What bots call comes by HTTP; what people do, by `change`, or by HTTP under `/control`.
package final class TelegramStandIn: Sendable {
    package let clock: StandInClock
    let signal = Signal()
    private let world: Mutex<World>
    private let http: HTTPClient
    private let running = Mutex(Running())

    private struct Running {
        var server: HTTPServer?
        var port: UInt16 = 0
        var deliveries: Task<Void, Never>?
        var isStopped: Bool = false
    }

    package init(options: StandInOptions = StandInOptions(), clock: StandInClock = StandInClock()) throws {
        self.clock = clock
        world = Mutex(World(options: options))
        var options = HTTPClient.Options()
        options.userAgent = "telegram-stand-in"
        options.connectionsPerHost = 100
        http = try HTTPClient(options)
    }

    /// Serves until `stop`.
    ///
    /// - Parameter port: 0 takes any that is free.
    package func start(host: String = "127.0.0.1", port: UInt16 = 0) throws {
        var configuration = HTTPServerConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.loops = 1
        // A slow answer by script is nobody's fault.
        configuration.maxWait = .seconds(3600)
        let server = HTTPServer(configuration: configuration, responder: StandInResponder(standIn: self))
        let ports = try server.start()
        try http.start()
        // On its own thread: what else the process does holds no update up.
        let deliveries = Task(executorPreference: server.executors[0]) { [http] in
            await WebhookDelivery(standIn: self, http: http).run()
        }
        running.withLock { $0 = Running(server: server, port: ports.first ?? 0, deliveries: deliveries) }
    }

    /// Ends what waits, breaks off deliveries and closes the sockets.
    package func stop() async {
        let running = running.withLock { running in
            running.isStopped = true
            return running
        }
        running.deliveries?.cancel()
        signal.notify()
        await http.close()
        await running.deliveries?.value
        await running.server?.drain(within: .seconds(1))
    }

    /// Tells who waits of the time that has passed, as `Signal.alarm` does, on our own thread while there is one.
    func alarm(in duration: Duration) -> Task<Void, Never> {
        // A server that has ended has no executors; who still waits is told all the same.
        signal.alarm(in: duration, on: running.withLock { $0.server?.executors.first })
    }

    var isStopped: Bool { running.withLock { $0.isStopped } }

    package var port: UInt16 { running.withLock { $0.port } }

    /// What `https://api.telegram.org` is in a bot's configuration.
    package var baseURL: String { "http://127.0.0.1:\(port)" }

    /// Changes the world, as one step; who waits for a change looks again.
    @discardableResult
    package func change<Result: Sendable, Failure>(
        _ body: (inout World, Moment) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { signal.notify() }
        return try look(body)
    }

    /// Looks at the world, as one step. It wakes nobody: two who wait would wake each other for ever.
    func look<Result: Sendable, Failure>(
        _ body: (inout World, Moment) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let now = clock.now
        return try world.withLock { (world) throws(Failure) in try body(&world, now) }
    }
}
