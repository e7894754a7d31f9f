import ContractRuntime
import HTTPTypes

extension Parameters {
    /// Reads the query and a body of JSON, a form or parts (`multipart/form-data`); nil where the body is broken.
    init?(_ request: HTTPRequest) {
        self.init()
        guard add(form: request.query) else { return nil }
        guard !request.body.isEmpty, let type = request.field("content-type") else { return }
        guard add(request.body, type: type) else { return nil }
    }

    /// Reads a body; nil where it is broken.
    init?(_ body: [UInt8], type: String) {
        self.init()
        var type = type
        let isRead = body.withUnsafeBufferPointer { body in
            guard let start = body.baseAddress else { return true }
            let bytes = Bytes(start: start, count: body.count)
            return type.withUTF8 { type in
                guard let name = type.baseAddress else { return true }
                return add(bytes, type: Bytes(start: name, count: type.count))
            }
        }
        guard isRead else { return nil }
    }

    private mutating func add(_ body: Bytes, type: Bytes) -> Bool {
        guard let media = MediaType(type) else { return false }
        if media.subtype.equalsIgnoringCase("json") {
            guard case .object(let members)? = JSON(body.buffer) else { return false }
            values.merge(members) { $1 }
            return true
        }
        if media.subtype.equalsIgnoringCase("x-www-form-urlencoded") { return add(form: body) }
        guard media.subtype.equalsIgnoringCase("form-data"), let parts = Multipart.parts(of: body, type: type.string)
        else { return !media.type.equalsIgnoringCase("multipart") }
        for part in parts { values[part.name] = .string(part.fileName.map { "attach://\($0)" } ?? part.text) }
        return true
    }

    private mutating func add(form: Bytes?) -> Bool {
        for pair in Query(form) {
            guard let name = Self.decoded(pair.rawName), let value = Self.decoded(pair.rawValue) else { return false }
            values[name] = .string(value)
        }
        return true
    }

    /// The text of a form's name or value; nil where an escape is broken.
    private static func decoded(_ raw: Bytes) -> String? {
        var bytes: [UInt8] = []
        var index = 0
        while index < raw.count {
            let byte = raw[index]
            index += 1
            if byte == UInt8(ascii: "%") {
                guard index + 1 < raw.count, let value = UInt8(raw.slice(index, index + 2).string, radix: 16) else {
                    return nil
                }
                bytes.append(value)
                index += 2
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
