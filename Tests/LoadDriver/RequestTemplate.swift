import ContractGenerator

/// A request that goes out again and again; `{id}` in its path and body becomes a number that no other request has.
package struct RequestTemplate: Sendable {
    /// The bytes between two ids.
    private let pieces: [[UInt8]]
    let isHEAD: Bool

    /// - Parameter digits: how long each id is; so the body's length is known.
    package init(
        _ method: String,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: String? = nil,
        port: UInt16,
        digits: Int = 13
    ) {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        if let body {
            let ids = body.ranges(of: "{id}").count
            text += "Content-Length: \(body.utf8.count + ids * (digits - 4))\r\n"
        }
        text += "\r\n\(body ?? "")"
        pieces = Self.pieces(of: text)
        isHEAD = method == "HEAD"
    }

    /// A line of a file of requests: an object with `method`, `path`, `headers` and `body`; only `path` is needed.
    package init(line: String, port: UInt16, digits: Int) throws(DriverError) {
        guard let json = SpecValue(json: Array(line.utf8)), json["path"].text.hasPrefix("/") else {
            throw DriverError("not a request with a path that begins with /: \(line)")
        }
        let unknown = json.names.filter { !["method", "path", "headers", "body"].contains($0) }
        guard unknown.isEmpty else { throw DriverError("unknown in a request: \(unknown)") }
        self.init(
            json["method"].text.isEmpty ? "GET" : json["method"].text,
            json["path"].text,
            headers: json["headers"].names.map { (name: $0, value: json["headers"][$0].text) },
            body: json["body"].isNull ? nil : json["body"].text,
            port: port,
            digits: digits
        )
    }

    /// Appends the request's bytes.
    func write(id: Int, to bytes: inout [UInt8]) {
        bytes += pieces[0]
        guard pieces.count > 1 else { return }
        let digits = String(id)
        for piece in pieces.dropFirst() {
            bytes += digits.utf8
            bytes += piece
        }
    }

    private static func pieces(of text: String) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = text[...]
        while let range = rest.firstRange(of: "{id}") {
            pieces.append(Array(rest[..<range.lowerBound].utf8))
            rest = rest[range.upperBound...]
        }
        return pieces + [Array(rest.utf8)]
    }
}
