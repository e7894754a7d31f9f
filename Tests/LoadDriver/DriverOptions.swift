import Platform
import TestSupport

/// The command line of `load-driver`.
package struct DriverOptions: Sendable {
    package static let usage: String = """
        usage: load-driver --url http://127.0.0.1:PORT --rate N --seconds S [options]

        Sends N requests a second for S seconds, whatever the server does, and prints one line of JSON: how many were
        sent and answered, with which status, and how long answers took (µs), counted from when each request was due.
        lateness_us is how late the driver itself was: where it is not small beside the latencies, they are too high.

          --connections N   of all threads together (64)
          --threads N       (1)
          --requests FILE   one JSON object a line: {"method", "path", "headers": {..}, "body": ".."}, sent in turn
          --method M        without a file (GET)
          --path P          without a file (/health)
          --first-id N      {id} in a path or body becomes N, then N + 1, ... (1000000000000)
          --timeout S       how long answers are waited for after the last request was due (10)
        """

    package var port: UInt16 = 0
    package var schedule = Schedule(rate: 0, seconds: 0)
    package var templates: [RequestTemplate] = []

    package init(_ arguments: Arguments) throws {
        var arguments = arguments
        port = try Self.port(of: arguments.value(of: "--url") ?? "")
        guard let rate = try arguments.number(of: "--rate", in: 0...1e7) else {
            throw ArgumentFault("--rate is missing")
        }
        guard let seconds = try arguments.number(of: "--seconds", in: 0...1e6) else {
            throw ArgumentFault("--seconds is missing")
        }
        schedule = Schedule(rate: rate, seconds: seconds)
        schedule.connections = try arguments.number(of: "--connections", in: 1...100_000) ?? 64
        schedule.threads = try arguments.number(of: "--threads", in: 1...256) ?? 1
        schedule.firstID = try arguments.number(of: "--first-id", in: 0...Int.max) ?? 1_000_000_000_000
        schedule.patience = try arguments.number(of: "--timeout", in: 0...1e6) ?? 10
        let method = try arguments.value(of: "--method") ?? "GET"
        let path = try arguments.value(of: "--path") ?? "/health"
        let file = try arguments.value(of: "--requests")
        try arguments.end()
        guard let file else {
            templates = [RequestTemplate(method, path, port: port)]
            return
        }
        let lines = String(decoding: try Files.bytes(of: file), as: UTF8.self).split(separator: "\n")
        templates = try lines.map { try RequestTemplate(line: String($0), port: port, digits: schedule.digits) }
    }

    private static func port(of url: String) throws(DriverError) -> UInt16 {
        for place in ["http://127.0.0.1:", "http://localhost:"] where url.hasPrefix(place) {
            let rest = url.dropFirst(place.count)
            if let port = UInt16(rest.last == "/" ? rest.dropLast() : rest), port > 0 { return port }
        }
        throw DriverError("--url is http://127.0.0.1:PORT, not \"\(url)\": only servers on this machine are asked")
    }
}
