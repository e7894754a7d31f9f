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

    package init(_ arguments: [String]) throws {
        var values: [String: String] = [
            "--connections": "64", "--threads": "1", "--method": "GET", "--path": "/health",
            "--first-id": "1000000000000", "--timeout": "10",
        ]
        let known = Set(values.keys).union(["--url", "--rate", "--seconds", "--requests"])
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard known.contains(name) else { throw DriverError("unknown argument \(name)") }
            guard let value = rest.popFirst() else { throw DriverError("\(name) needs a value") }
            values[name] = value
        }
        func number<Number: LosslessStringConvertible>(_ name: String) throws -> Number {
            guard let text = values[name] else { throw DriverError("\(name) is missing") }
            guard let number = Number(text) else { throw DriverError("\(name) is a number, not \(text)") }
            return number
        }
        port = try Self.port(of: values["--url"] ?? "")
        schedule = Schedule(rate: try number("--rate"), seconds: try number("--seconds"))
        schedule.connections = try number("--connections")
        schedule.threads = try number("--threads")
        schedule.firstID = try number("--first-id")
        schedule.patience = try number("--timeout")
        guard let file = values["--requests"] else {
            templates = [RequestTemplate(values["--method"] ?? "", values["--path"] ?? "", port: port)]
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
