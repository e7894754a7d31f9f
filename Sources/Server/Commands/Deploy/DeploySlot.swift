import DotEnvFormat

/// One of the two places a process runs in, each with a port of its own: one serves, the other is free for the next
/// version.
package enum DeploySlot: String, CaseIterable, Sendable {
    case blue
    case green

    package var other: DeploySlot { self == .blue ? .green : .blue }
}

/// Where the process of a slot is asked: the settings `PORT` and `METRICS_ADDRESS` of its `slot.env`.
package struct SlotAddress: Sendable {
    package let port: UInt16
    package let metrics: ListenAddress

    package init(port: UInt16, metrics: ListenAddress) {
        self.port = port
        self.metrics = metrics
    }

    /// - Parameter path: of the `slot.env`.
    init(readingFrom path: String) throws(CommandFailure) {
        let values: [String: String]
        do throws(EnvironmentFile.ReadError) {
            values = try EnvironmentFile.read(path).values
        } catch {
            throw .refused(error.message)
        }
        guard let port = values["PORT"].flatMap({ UInt16($0) }), port > 0 else {
            throw .refused("\(path): PORT must be the port of the slot's process")
        }
        guard let metrics = values["METRICS_ADDRESS"].flatMap({ ListenAddress($0) }), metrics.port > 0 else {
            throw .refused("\(path): METRICS_ADDRESS must be host:port, where the slot's process tells its metrics")
        }
        self.init(port: port, metrics: metrics)
    }

    /// The process's address behind nginx.
    var base: String { "http://127.0.0.1:\(port)" }
}
