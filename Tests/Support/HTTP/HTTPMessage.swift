/// A request, built by hand so that nothing is added or repaired.
package struct HTTPMessage: Sendable {
    package var method: String
    package var target: String
    package var fields: [(name: String, value: String)]
    /// nil: neither a body nor a field about one.
    package var body: [UInt8]?
    /// Sends the body in chunks of 4,000 bytes.
    package var isChunked: Bool = false

    package init(
        _ method: String,
        _ target: String,
        _ fields: [(name: String, value: String)] = [],
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// A body of JSON.
    package init(_ method: String, _ target: String, _ fields: [(name: String, value: String)] = [], json: String) {
        self.init(method, target, fields + [(name: "Content-Type", value: "application/json")], body: Array(json.utf8))
    }

    /// As it goes over the wire; `Host` and the body's length or chunks are all that is added.
    package var bytes: [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        guard let body else { return Array((head + "\r\n").utf8) }
        guard isChunked else { return Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body }
        var bytes = Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8)
        for start in stride(from: 0, to: body.count, by: 4_000) {
            let chunk = body[start..<min(start + 4_000, body.count)]
            bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }
}
