import HTTPTypes

/// Which pages of other origins may call this server (Fetch standard, CORS protocol), without credentials mode.
///
/// Callers authenticate with headers of their own, so cookies are never admitted and any origin may be allowed. Which
/// methods a path has is the contract's to say.
package struct CORSPolicy: Sendable {
    /// Whose pages may call.
    package enum Origins: Sendable {
        case any
        /// Serialised origins such as "https://app.example", compared byte by byte; none turns CORS off.
        case listed([String])
    }

    private let origins: Origins
    private let headers: [String]
    private let joinedHeaders: String
    private let exposed: String
    private let maxAge: String

    /// `maxAge` is how many seconds a browser may keep a preflight's answer.
    package init(
        allowedOrigins: Origins,
        allowedHeaders: [String],
        exposedHeaders: [String] = [],
        maxAge: Int = 600
    ) {
        origins = allowedOrigins
        headers = allowedHeaders
        joinedHeaders = allowedHeaders.joined(separator: ", ")
        exposed = exposedHeaders.joined(separator: ", ")
        self.maxAge = String(max(maxAge, 0))
    }

    /// The fields that the answer to a preflight has beside `fields(origin:)`; empty where it is refused.
    ///
    /// `allowedMethods` is the path's `Allow` value. A method that is not in it is refused, as is a header list that is
    /// malformed or names a header which is not allowed, and an origin (`null` too) that is not listed.
    package func preflight(
        origin: Bytes,
        method: Bytes,
        headers requested: [UInt8]?,
        allowedMethods: String
    ) -> [HTTPResponseField] {
        guard allowedOrigin(origin) != nil, CORSPolicy.contains(allowedMethods, method),
            requested.map(allowsHeaders) ?? true
        else { return [] }
        var fields: [HTTPResponseField] = [
            HTTPResponseField("Access-Control-Allow-Methods", allowedMethods),
            HTTPResponseField("Access-Control-Max-Age", maxAge),
            HTTPResponseField("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers"),
        ]
        if !joinedHeaders.isEmpty { fields.append(HTTPResponseField("Access-Control-Allow-Headers", joinedHeaders)) }
        return fields
    }

    /// The fields of every answer; `origin` is the request's, nil where it has none.
    ///
    /// Where the answer depends on the origin it varies by it, whether this one is allowed or not.
    package func fields(origin: Bytes?) -> [HTTPResponseField] {
        var fields: [HTTPResponseField] = []
        switch origins {
        case .listed(let list) where list.isEmpty: return []
        case .listed: fields.append(HTTPResponseField("Vary", "Origin"))
        case .any: break
        }
        guard let origin, let allowed = allowedOrigin(origin) else { return fields }
        fields.append(HTTPResponseField("Access-Control-Allow-Origin", allowed))
        if !exposed.isEmpty { fields.append(HTTPResponseField("Access-Control-Expose-Headers", exposed)) }
        return fields
    }

    /// The fields of an answer to a request whose origin is not known: those of the one answer that origins get.
    ///
    /// There is none where several origins are listed.
    package var fieldsForUnknownOrigin: [HTTPResponseField] {
        let origin: String
        switch origins {
        case .any: origin = "*"
        case .listed(let list) where list.count == 1: origin = list[0]
        case .listed: return fields(origin: nil)
        }
        var fields = fields(origin: nil)
        fields.append(HTTPResponseField("Access-Control-Allow-Origin", origin))
        if !exposed.isEmpty { fields.append(HTTPResponseField("Access-Control-Expose-Headers", exposed)) }
        return fields
    }

    /// The answer for an origin, from the configuration and never from the request; nil where it is not allowed.
    private func allowedOrigin(_ origin: Bytes) -> String? {
        switch origins {
        case .any:
            // "null" is what a sandboxed or local page sends: it is nobody's origin.
            origin.isEmpty || origin == "null" ? nil : "*"
        case .listed(let list):
            list.first { (candidate: String) -> Bool in candidate.utf8.elementsEqual(origin.buffer) }
        }
    }

    /// True where a list of methods separated by commas has this one; methods are compared with their case.
    private static func contains(_ list: String, _ method: Bytes) -> Bool {
        list.utf8.split { (byte: UInt8) -> Bool in byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") }
            .contains { (item: Substring.UTF8View) -> Bool in item.elementsEqual(method.buffer) }
    }

    private func allowsHeaders(_ list: [UInt8]) -> Bool {
        list.withUnsafeBufferPointer { (buffer: UnsafeBufferPointer<UInt8>) -> Bool in
            let value = buffer.baseAddress.map { Bytes(start: $0, count: buffer.count) } ?? .empty
            var cursor = FieldCursor(value)
            var isFirst = true
            while true {
                guard cursor.skipListSeparator(isFirst: isFirst) else { return false }
                if cursor.isAtEnd { return true }
                isFirst = false
                guard let name = cursor.token(), allows(name) else { return false }
            }
        }
    }

    private func allows(_ name: Bytes) -> Bool {
        headers.contains { (header: String) -> Bool in
            header.utf8.count == name.count
                && zip(header.utf8, name.buffer).allSatisfy { (left: UInt8, right: UInt8) -> Bool in
                    Bytes.lowercased(left) == Bytes.lowercased(right)
                }
        }
    }
}
