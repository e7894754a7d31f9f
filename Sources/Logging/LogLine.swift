/// The beginning of a line, and the way in which the whole is rendered.
struct LogLine {
    var microseconds: Int64
    var level: LogLevel
    var message: StaticString

    /// Renders the line with its line feed; nothing in it can contain another one.
    ///
    /// - Parameter fields: called a second time for a line that is longer than most.
    func render(as format: LogFormat, _ fields: (inout LogFieldWriter) -> Void, then use: (RawSpan) -> Void) {
        LineBuffer.render(
            { buffer in
                var writer = LogFieldWriter(buffer, format)
                writer.begin(self)
                fields(&writer)
                writer.end()
                buffer = writer.buffer
            },
            then: use
        )
    }

    /// The rendered line and its line feed.
    func bytes(as format: LogFormat, _ fields: [LogField]) -> [UInt8] {
        var bytes: [UInt8] = []
        render(as: format, { $0.add(fields) }, then: { line in line.withUnsafeBytes { bytes = Array($0) } })
        return bytes
    }
}

/// Writes the fields of one line as they come, each key once.
package struct LogFieldWriter {
    fileprivate var buffer: LineBuffer
    private let format: LogFormat

    fileprivate init(_ buffer: LineBuffer, _ format: LogFormat) {
        self.buffer = buffer
        self.format = format
    }

    package mutating func add(_ key: LogKey, _ value: String) {
        begin(key)
        var value = value
        value.withUTF8 { add($0) }
    }

    package mutating func add(_ key: LogKey, _ value: StaticString) {
        begin(key)
        add(UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    package mutating func add(_ key: LogKey, _ value: Int) {
        begin(key)
        buffer.append(Int64(value))
    }

    mutating func add(_ fields: [LogField]) {
        for field in fields {
            switch field.value {
            case .string(let value): add(field.key, value)
            case .integer(let value): add(field.key, Int(value))
            case .bool(let value):
                begin(field.key)
                buffer.append(value ? "true" : "false" as StaticString)
            }
        }
    }

    fileprivate mutating func begin(_ line: LogLine) {
        switch format {
        case .text:
            RFC3339.append(line.microseconds, to: &buffer)
            buffer.append(UInt8(ascii: " "))
            buffer.append(line.level.rawValue)
            buffer.append(UInt8(ascii: " "))
        case .json:
            buffer.append(#"{"time":""#)
            RFC3339.append(line.microseconds, to: &buffer)
            buffer.append(#"","level":""#)
            buffer.append(line.level.rawValue)
            buffer.append(#"","message":""#)
        }
        let message = line.message
        LogEscape.append(UnsafeBufferPointer(start: message.utf8Start, count: message.utf8CodeUnitCount), to: &buffer)
        if format == .json { buffer.append(UInt8(ascii: "\"")) }
    }

    fileprivate mutating func end() { buffer.append(format == .json ? "}\n" : "\n" as StaticString) }

    private mutating func begin(_ key: LogKey) {
        switch format {
        case .text:
            buffer.append(UInt8(ascii: " "))
            buffer.append(key.name)
            buffer.append(UInt8(ascii: "="))
        case .json:
            buffer.append(UInt8(ascii: ","))
            buffer.append(UInt8(ascii: "\""))
            buffer.append(key.name)
            buffer.append(UInt8(ascii: "\""))
            buffer.append(UInt8(ascii: ":"))
        }
    }

    private mutating func add(_ value: UnsafeBufferPointer<UInt8>) {
        if format == .text, LogEscape.isBare(value) {
            buffer.append(value)
            return
        }
        buffer.append(UInt8(ascii: "\""))
        LogEscape.append(value, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
    }
}
