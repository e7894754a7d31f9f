import ContractRuntime
import Crypto
import HTTPTypes

/// One call as generated code puts it together: path, query, fields and body, each encoded as HTTP asks.
package struct ServiceRequest: Sendable {
    let method: String
    private var path: String = ""
    /// The path without what stands for parameters: it is the same for all calls of an operation.
    private(set) var template: String = ""
    private var query: String = ""
    private(set) var fields: [(name: String, value: Secret)] = []
    private(set) var content: [UInt8]?
    /// Why it cannot be sent.
    private(set) var fault: String?

    /// Bytes of the answer's body beyond which it is given up: `x-max-response-bytes` of the operation.
    package var maxResponseBytes: Int = 1 << 20

    package init(_ method: String) { self.method = method }

    /// The path and query, percent-encoded.
    var target: String { query.isEmpty ? path : path + "?" + query }

    /// Appends a part of the path's template.
    package mutating func path(_ text: String) {
        path += text
        template += text
    }

    /// Appends the name of an operation as a part of the path's template.
    package mutating func path(name: String) { path(ServiceRequest.percentEncoded(name)) }

    /// Appends a path parameter. Nobody could tell an empty one, or `.` and `..`, from another path.
    package mutating func segment(_ value: String) {
        if ["", ".", ".."].contains(value) { fault = "a path parameter is empty or made of dots" }
        path += ServiceRequest.percentEncoded(value)
        template += "{}"
    }

    /// Appends a list as a path parameter, with commas between its elements (`simple` of OpenAPI).
    package mutating func segment(_ values: [String]) {
        if ["", ".", ".."].contains(values.joined(separator: ",")) { segment("") }
        path += values.map(ServiceRequest.percentEncoded).joined(separator: ",")
        template += "{}"
    }

    /// Appends a list as one query parameter; none where it is empty.
    ///
    /// - Parameter delimiter: stands between the elements, percent-encoded.
    package mutating func query(_ name: String, _ values: [String], delimiter: String) {
        guard !values.isEmpty else { return }
        query(name, "")
        query += values.map(ServiceRequest.percentEncoded).joined(separator: delimiter)
    }

    /// Appends a query parameter; several of one name stay apart.
    package mutating func query(_ name: String, _ value: String) {
        if !query.isEmpty { query += "&" }
        query += ServiceRequest.percentEncoded(name) + "=" + ServiceRequest.percentEncoded(value)
    }

    /// Appends a header parameter.
    package mutating func header(_ name: String, _ value: String) { fields.append((name, Secret(value))) }

    /// Appends the credentials of the first alternative that all are there for; none where there is no such.
    package mutating func authorize(_ alternatives: [[ServiceCredential?]]) {
        let met: [ServiceCredential]? = alternatives.lazy
            .map { alternative in (alternative.compactMap(\.self), alternative.count) }
            .first { $0.0.count == $0.1 }?.0
        for credential in met ?? [] { fields.append((credential.field, credential.value)) }
    }

    /// The body as JSON.
    package mutating func json(_ type: String, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        content = writer.bytes
        fields.append(("Content-Type", Secret(type)))
    }

    /// The body as a form: a field for each member of the object that is written, several for a list, none for null.
    package mutating func form(_ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        if let text = FormText(json: writer.bytes) {
            content = Array(text.string.utf8)
            fields.append(("Content-Type", Secret("application/x-www-form-urlencoded")))
        } else {
            fault = "the body is no form"
        }
    }

    /// A scalar without a Swift type of its own: a string as it is, everything else as JSON writes it.
    package static func text(of value: JSONText) -> String {
        let text = try? JSONDocument.withRoot(copying: value.bytes) { root in root.isString ? root.string : nil }
        return (text ?? nil) ?? value.string
    }

    /// A number as JSON writes it.
    package static func text(of number: Double) -> String {
        var writer = JSONWriter()
        writer.write(number)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Text in which everything but the unreserved characters is percent-encoded (RFC 3986 § 2).
    static func percentEncoded(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(byte)
            default:
                encoded.append(0x25)
                encoded += [HexDigit.text(byte >> 4), HexDigit.text(byte & 0xF)]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
