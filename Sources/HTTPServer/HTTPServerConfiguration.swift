import TLS

/// The addresses that a server binds and how much it lets a client take; every limit has a safe default.
package struct HTTPServerConfiguration: Sendable {
    /// A numeric IPv4 or IPv6 address, or a name such as `localhost`; `::` takes both families.
    package var host: String = "127.0.0.1"
    /// 0 takes any free port; `HTTPServer.start` returns it.
    package var port: UInt16 = 8080
    /// The certificate of a server that speaks TLS on `port` or the sockets handed over; nil: HTTP in the clear.
    package var credentials: TLSCredentials?
    /// A second port, for HTTP in the clear beside TLS; 0 takes any free port.
    package var plainPort: UInt16?
    /// Listening sockets handed over by a service manager; where there are any, nothing is bound.
    package var inheritedSockets: [Int32] = []
    /// Event loops, each with a thread of its own; 0 stands for one per core but one.
    package var loops: Int = 0
    /// Connections that wait to be accepted, per loop; the kernel may cap it.
    package var backlog: Int = 4096

    /// Bounds of a request's head: 16 KiB, 100 fields.
    package var request = RequestLimits()
    /// From a request's first byte to the end of its header section; 408 after it.
    package var headerTimeout: Duration = .seconds(10)
    /// A connection without a request under way is closed after this time.
    package var idleTimeout: Duration = .seconds(75)
    /// A body must arrive within this time plus a second for each `bodyBytesPerSecond`; 408 after it.
    package var bodyGrace: Duration = .seconds(5)
    package var bodyBytesPerSecond: Int = 1024
    /// An answer must be taken within this time plus a second for each `writeBytesPerSecond`.
    package var writeGrace: Duration = .seconds(20)
    package var writeBytesPerSecond: Int = 1024
    /// How long a connection is read on after an answer that closes it, so that the client gets the answer.
    package var lingerTimeout: Duration = .seconds(2)

    /// Fields that all answers have.
    package var fields = StandingFieldSets()

    /// Connections of all loops together; one more is answered 503. Fewer where the descriptors would not last.
    package var maxConnections: Int = 10_000
    /// Connections from one address; one more is answered 503. Trusted proxies may have as many as they like.
    package var maxConnectionsPerAddress: Int = 4_096
    /// Requests on one connection; the last is answered with `Connection: close`.
    package var maxRequestsPerConnection: Int = 100_000
    /// A body that nobody wants is read to its end up to so many bytes, so that the connection can stay.
    package var discardBytes: Int = 64 * 1024

    /// Whose word about their clients counts.
    package var trustedProxies = TrustedProxies()
    /// True where trusted proxies begin each connection with a header of the PROXY protocol, version 2.
    package var expectsProxyHeader: Bool = false

    /// The wait beyond which a request is marked as one too many, and the responder may refuse it.
    package var maxWait: Duration = .seconds(1)

    /// The time within which requests in flight must be answered when draining begins.
    package var drainTimeout: Duration = .seconds(30)
    /// Idle connections stay so long into draining: a request already on its way is answered, not lost.
    package var drainIdleGrace: Duration = .milliseconds(500)

    package init() {}
}

/// The time-outs of a configuration in milliseconds, as the loops count.
struct Timing {
    let header: Int
    let idle: Int
    let bodyGrace: Int
    let bodyRate: Int
    let writeGrace: Int
    let writeRate: Int
    let linger: Int
    let drainIdle: Int

    init(_ configuration: HTTPServerConfiguration) {
        header = configuration.headerTimeout.milliseconds
        idle = configuration.idleTimeout.milliseconds
        bodyGrace = configuration.bodyGrace.milliseconds
        bodyRate = max(1, configuration.bodyBytesPerSecond)
        writeGrace = configuration.writeGrace.milliseconds
        writeRate = max(1, configuration.writeBytesPerSecond)
        linger = configuration.lingerTimeout.milliseconds
        drainIdle = configuration.drainIdleGrace.milliseconds
    }
}

extension Duration {
    /// Whole milliseconds, from 0 to about a century, so that adding them to a clock cannot overflow.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(min(max(seconds, 0), 3_000_000_000)) * 1000 + Int(max(attoseconds, 0) / 1_000_000_000_000_000)
    }
}
