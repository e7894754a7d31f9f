/// An answer as it came, read strictly by RFC 9112: anything a careful client would have to guess is a fault.
package struct HTTPReply: Sendable {
    package let status: Int
    /// In their order, names as they came.
    package let fields: [(name: String, value: String)]
    package let body: [UInt8]

    /// The value of a field that stands once; nil where it does not.
    package subscript(_ name: String) -> String? {
        let found = fields.filter { $0.name.lowercased() == name.lowercased() }
        return found.count == 1 ? found[0].value : nil
    }

    /// The elements of a list field, which may stand several times.
    package func list(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }
            .flatMap { $0.value.split(separator: ",").map { String($0.drop { $0 == " " }) } }
    }

    /// The body as text, invalid UTF-8 repaired.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// True where the server closes the connection behind this.
    package var closes: Bool { self["Connection"]?.lowercased() == "close" }

    /// The first answer in `bytes` and how many bytes it takes; nil where more are needed.
    package static func parse(_ bytes: [UInt8], toHEAD: Bool) throws -> (reply: HTTPReply, count: Int)? {
        guard let end = headEnd(of: bytes) else {
            if bytes.count > 65_536 { throw TestFailure("an answer's head has no end") }
            return nil
        }
        guard let head = String(validating: bytes[..<(end + 2)], as: UTF8.self) else {
            throw TestFailure("a head is not UTF-8")
        }
        // "\r\n" is one Character: lines are taken apart by scalars.
        let lines = head.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
        guard lines.allSatisfy({ $0.unicodeScalars.last == "\r" || $0.isEmpty }) else {
            throw TestFailure("a line of the head does not end in CR LF")
        }
        let trimmed = lines.map { String($0.unicodeScalars.prefix { $0 != "\r" }) }.filter { !$0.isEmpty }
        let status = try statusCode(trimmed.first ?? "")
        let fields = try trimmed.dropFirst().map(field)
        let isEmpty = toHEAD || status == 204 || status == 304 || (100..<200).contains(status)
        let length = try isEmpty ? 0 : bodyLength(fields)
        if isEmpty, status == 204, fields.contains(where: { $0.name.lowercased() == "content-length" }) {
            throw TestFailure("204 with Content-Length (RFC 9110 § 8.6)")
        }
        let start = end + 4
        guard bytes.count >= start + length else { return nil }
        let reply = HTTPReply(status: status, fields: fields, body: Array(bytes[start..<(start + length)]))
        return (reply, start + length)
    }

    private static func headEnd(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 0...(bytes.count - 4) where bytes[index] == 13 {
            if bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 { return index }
        }
        return nil
    }

    private static func statusCode(_ line: String) throws -> Int {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "HTTP/1.1", parts[1].utf8.count == 3, let status = Int(parts[1]) else {
            throw TestFailure("no status line: \(line)")
        }
        return status
    }

    private static func field(_ line: String) throws -> (name: String, value: String) {
        guard let colon = line.utf8.firstIndex(of: 0x3A) else { throw TestFailure("no field line: \(line)") }
        let name = String(line[..<colon])
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenCharacter) else { throw TestFailure("no field name: \(line)") }
        let rest = line[line.utf8.index(after: colon)...]
        let value = String(rest.drop { $0 == " " })
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 9 }) else {
            throw TestFailure("a control character in \(name)")
        }
        return (name, value)
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func bodyLength(_ fields: [(name: String, value: String)]) throws -> Int {
        let lengths = fields.filter { $0.name.lowercased() == "content-length" }.map(\.value)
        guard !fields.contains(where: { $0.name.lowercased() == "transfer-encoding" }) else {
            throw TestFailure("an answer in chunks, which this server never sends")
        }
        guard lengths.count == 1, lengths[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(lengths[0])
        else {
            throw TestFailure("Content-Length must stand once: \(lengths)")
        }
        return length
    }
}
