/// What one process asks another that has a SQLite file: statements, to read or as a transaction.
struct ServedRequest: Sendable {
    private static let version: UInt8 = 1

    enum Kind: UInt8, Sendable {
        case read, transact
    }

    struct Step: Sendable {
        let sql: SQLText
        let isRequired: Bool
    }

    let kind: Kind
    let steps: [Step]

    init(_ kind: Kind, _ steps: [Step]) {
        self.kind = kind
        self.steps = steps
    }

    init(decoding bytes: [UInt8]) throws(StorageError) {
        var reader = MessageReader(bytes)
        guard try reader.byte() == ServedRequest.version, let kind = Kind(rawValue: try reader.byte()) else {
            throw MessageReader.fault
        }
        var steps: [Step] = []
        for _ in 0..<(try reader.count()) {
            let isRequired = try reader.bool()
            var sql = SQLText()
            for _ in 0..<(try reader.count()) { try ServedRequest.read(&reader, into: &sql) }
            steps.append(Step(sql: sql, isRequired: isRequired))
        }
        self.init(kind, steps)
    }

    var encoded: [UInt8] {
        var writer = MessageWriter()
        writer.add(ServedRequest.version)
        writer.add(kind.rawValue)
        writer.add(Int64(steps.count))
        for step in steps {
            writer.add(step.isRequired)
            writer.add(Int64(step.sql.parts.count))
            for part in step.sql.parts { ServedRequest.add(part, to: &writer) }
        }
        return writer.bytes
    }

    private enum Tag: UInt8 {
        case part, null, integer, bool, text, bytes, integers
    }

    private static func add(_ part: SQLText.Part, to writer: inout MessageWriter) {
        func add(_ tag: Tag) { writer.add(tag.rawValue) }
        switch part {
        case .text(let text):
            add(.part)
            writer.add(text)
        case .value(.null(let type)):
            add(.null)
            writer.add(type.rawValue)
        case .value(.integer(let value)):
            add(.integer)
            writer.add(value)
        case .value(.bool(let value)):
            add(.bool)
            writer.add(value)
        case .value(.text(let text)):
            add(.text)
            writer.add(text)
        case .value(.utf8(let text)):
            add(.text)
            writer.add(text)
        case .value(.bytes(let bytes)):
            add(.bytes)
            writer.add(bytes)
        case .value(.integers(let values)):
            add(.integers)
            writer.add(Int64(values.count))
            for value in values { writer.add(value) }
        }
    }

    private static func read(_ reader: inout MessageReader, into sql: inout SQLText) throws(StorageError) {
        guard let tag = Tag(rawValue: try reader.byte()) else { throw MessageReader.fault }
        switch tag {
        case .part: sql.append(try reader.text())
        case .null:
            guard let type = SQLType(rawValue: try reader.byte()) else { throw MessageReader.fault }
            sql.append(.null(type))
        case .integer: sql.append(.integer(try reader.integer()))
        case .bool: sql.append(.bool(try reader.bool()))
        case .text: sql.append(.utf8(try reader.blob()))
        case .bytes: sql.append(.bytes(try reader.blob()))
        case .integers:
            var values: [Int64] = []
            for _ in 0..<(try reader.count()) { values.append(try reader.integer()) }
            sql.append(.integers(values))
        }
    }
}
