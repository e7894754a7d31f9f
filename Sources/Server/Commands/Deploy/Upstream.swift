/// The servers that nginx sends requests to, with their weights: the file that its `upstream` includes.
/// https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server
package struct Upstream: Sendable, Equatable {
    /// One `server` line.
    struct Server: Sendable, Equatable {
        let address: String
        /// Its share of the requests, in per cent where the shares add up to 100. 0: only where no other takes one.
        let weight: Int

        var line: String {
            // One that refuses connections is left alone for a second; its requests go to the other.
            let share = weight == 0 ? "backup" : "weight=\(weight)"
            return "server \(address) \(share) max_fails=1 fail_timeout=1s;"
        }
    }

    private let servers: [Server]

    /// All requests go to one process.
    package static func only(_ port: UInt16) -> Upstream {
        Upstream(servers: [Server(address: "127.0.0.1:\(port)", weight: 100)])
    }

    /// So many per cent of the requests go to the new process.
    package static func canary(_ new: UInt16, percent: Int, beside old: UInt16) -> Upstream {
        Upstream(
            servers: [
                Server(address: "127.0.0.1:\(old)", weight: 100 - percent),
                Server(address: "127.0.0.1:\(new)", weight: percent),
            ]
        )
    }

    /// The file.
    package var text: String {
        "# Written by `telegram-backend deploy` at each step.\n" + servers.map { $0.line + "\n" }.joined()
    }
}
