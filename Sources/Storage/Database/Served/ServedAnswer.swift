/// What came of a `ServedRequest`.
struct ServedAnswer: Sendable {
    /// The step that was not met, so that nothing was done.
    var unmet: Int?
    /// The rows of each step.
    var rows: [[ServedRow]] = []

    /// The answer as bytes, or the error.
    static func encoded(_ result: Result<ServedAnswer, StorageError>) -> [UInt8] {
        var writer = MessageWriter()
        switch result {
        case .failure(let error):
            let (kind, reason): (UInt8, String) =
                switch error {
                case .unavailable(let reason): (1, reason)
                case .migrations(let reason): (2, reason)
                case .internal(let reason): (3, reason)
                }
            writer.add(kind)
            writer.add(reason)
        case .success(let answer):
            writer.add(UInt8(0))
            writer.add(Int64(answer.unmet ?? -1))
            writer.add(Int64(answer.rows.count))
            for rows in answer.rows {
                writer.add(Int64(rows.count))
                for row in rows {
                    writer.add(Int64(row.values.count))
                    for value in row.values { add(value, to: &writer) }
                }
            }
        }
        return writer.bytes
    }

    init(unmet: Int? = nil, rows: [[ServedRow]] = []) {
        self.unmet = unmet
        self.rows = rows
    }

    /// - Throws: the error that was answered, too.
    init(decoding bytes: [UInt8]) throws(StorageError) {
        var reader = MessageReader(bytes)
        switch try reader.byte() {
        case 0: break
        case 1: throw .unavailable(try reader.text())
        case 2: throw .migrations(try reader.text())
        case 3: throw .internal(try reader.text())
        default: throw MessageReader.fault
        }
        let unmet = try reader.integer()
        var all: [[ServedRow]] = []
        for _ in 0..<(try reader.count()) {
            var rows: [ServedRow] = []
            for _ in 0..<(try reader.count()) {
                var values: [ServedValue] = []
                for _ in 0..<(try reader.count()) { values.append(try ServedAnswer.value(&reader)) }
                rows.append(ServedRow(values: values))
            }
            all.append(rows)
        }
        self.init(unmet: unmet < 0 ? nil : Int(unmet), rows: all)
    }

    private static func add(_ value: ServedValue, to writer: inout MessageWriter) {
        switch value {
        case .null: writer.add(UInt8(0))
        case .integer(let value):
            writer.add(UInt8(1))
            writer.add(value)
        case .text(let bytes):
            writer.add(UInt8(2))
            writer.add(bytes)
        case .bytes(let bytes):
            writer.add(UInt8(3))
            writer.add(bytes)
        }
    }

    private static func value(_ reader: inout MessageReader) throws(StorageError) -> ServedValue {
        switch try reader.byte() {
        case 0: .null
        case 1: .integer(try reader.integer())
        case 2: .text(try reader.blob())
        case 3: .bytes(try reader.blob())
        default: throw MessageReader.fault
        }
    }
}
