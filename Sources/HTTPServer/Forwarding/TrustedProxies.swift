import HTTPTypes

/// The peers whose word about their clients counts: addresses of proxies.
package struct TrustedProxies: Sendable {
    package var networks: [IPNetwork]
    /// True where whoever connects by a local socket is trusted.
    package var hasLocalSockets: Bool

    package init(networks: [IPNetwork] = [], hasLocalSockets: Bool = false) {
        self.networks = networks
        self.hasLocalSockets = hasLocalSockets
    }

    package var isEmpty: Bool { networks.isEmpty && !hasLocalSockets }

    /// - Parameter address: nil for a local socket.
    package func contains(_ address: IPAddress?) -> Bool {
        guard let address else { return hasLocalSockets }
        for network in networks where network.contains(address) { return true }
        return false
    }
}
