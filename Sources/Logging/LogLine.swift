/// A line before it is rendered.
struct LogLine {
    var microseconds: Int64
    var level: LogLevel
    var message: StaticString
    var fields: [LogField]

    /// The rendered line and its line feed.
    func bytes(as format: LogFormat) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160 + 32 * fields.count)
        append(to: &bytes, as: format)
        return bytes
    }

    /// Appends the rendered line and its line feed; nothing in it can contain another one.
    func append(to bytes: inout [UInt8], as format: LogFormat) {
        switch format {
        case .text: appendText(to: &bytes)
        case .json: appendJSON(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private func appendText(to bytes: inout [UInt8]) {
        RFC3339.append(microseconds: microseconds, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: level.rawValue.utf8)
        bytes.append(UInt8(ascii: " "))
        LogEscape.append(message.description, to: &bytes)
        for field in fields {
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: field.key.rawValue.utf8)
            bytes.append(UInt8(ascii: "="))
            switch field.value {
            case .string(let value) where LogEscape.isBare(value): bytes.append(contentsOf: value.utf8)
            default: append(field.value, to: &bytes)
            }
        }
    }

    private func appendJSON(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #"{"time":""#.utf8)
        RFC3339.append(microseconds: microseconds, to: &bytes)
        bytes.append(contentsOf: #"","level":""#.utf8)
        bytes.append(contentsOf: level.rawValue.utf8)
        bytes.append(contentsOf: #"","message":""#.utf8)
        LogEscape.append(message.description, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        for field in fields {
            bytes.append(contentsOf: #",""#.utf8)
            bytes.append(contentsOf: field.key.rawValue.utf8)
            bytes.append(contentsOf: #"":"#.utf8)
            append(field.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func append(_ value: LogValue, to bytes: inout [UInt8]) {
        switch value {
        case .integer(let value): bytes.append(contentsOf: value.description.utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .string(let value):
            bytes.append(UInt8(ascii: "\""))
            LogEscape.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
