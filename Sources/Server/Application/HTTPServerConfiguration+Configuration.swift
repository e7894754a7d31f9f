internal import HTTPServer

extension HTTPServerConfiguration {
    init(_ configuration: Configuration) {
        self.init()
        let limits: ServerLimits = configuration.limits
        host = configuration.host
        port = configuration.port
        inheritedSockets = configuration.inheritedSockets
        loops = limits.loops ?? 0
        headerTimeout = .seconds(limits.headerTimeoutSeconds)
        idleTimeout = .seconds(limits.idleTimeoutSeconds)
        drainTimeout = .seconds(limits.drainDeadlineSeconds)
        maxConnections = limits.maxConnections
        maxConnectionsPerAddress = limits.maxConnectionsPerAddress
        maxRequestsPerConnection = limits.maxRequestsPerConnection
    }
}
