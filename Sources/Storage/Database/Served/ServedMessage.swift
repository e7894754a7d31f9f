/// The bytes of a message between the process that has a SQLite file and one that asks it: both are this program.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ value: UInt8) { bytes.append(value) }

    mutating func add(_ value: Int64) {
        withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }

    mutating func add(_ value: Bool) { add(UInt8(value ? 1 : 0)) }

    mutating func add(_ value: [UInt8]) {
        add(Int64(value.count))
        bytes += value
    }

    mutating func add(_ value: String) { add(Array(value.utf8)) }
}

/// Reads what a `MessageWriter` wrote; throws where the bytes are something else.
struct MessageReader {
    private let bytes: [UInt8]
    private var position: Int = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() throws(StorageError) -> UInt8 { try take(1)[0] }

    mutating func bool() throws(StorageError) -> Bool { try byte() != 0 }

    mutating func integer() throws(StorageError) -> Int64 {
        Int64(bitPattern: try take(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// A number of things that follow: there are not more than bytes.
    mutating func count() throws(StorageError) -> Int {
        let count = try integer()
        guard count >= 0, count <= bytes.count else { throw MessageReader.fault }
        return Int(count)
    }

    mutating func blob() throws(StorageError) -> [UInt8] { Array(try take(count())) }

    mutating func text() throws(StorageError) -> String { String(decoding: try take(count()), as: UTF8.self) }

    private mutating func take(_ count: Int) throws(StorageError) -> [UInt8] {
        guard position + count <= bytes.count else { throw MessageReader.fault }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    static let fault: StorageError = .unavailable(
        "the process that has the database does not understand this one: restart it with the same version"
    )
}

/// A value of a row that another process read.
enum ServedValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text([UInt8])
    case bytes([UInt8])
}

/// A row that another process read.
struct ServedRow: Sendable {
    let values: [ServedValue]

    private subscript(_ column: Int32) -> ServedValue {
        values.indices.contains(Int(column)) ? values[Int(column)] : .null
    }

    func isNull(_ column: Int32) -> Bool { self[column] == .null }

    func integer(_ column: Int32) -> Int64 {
        if case .integer(let value) = self[column] { value } else { 0 }
    }

    func text(_ column: Int32) -> String {
        switch self[column] {
        case .text(let bytes), .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .integer(let value): String(value)
        case .null: ""
        }
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? {
        switch self[column] {
        case .text(let bytes), .bytes(let bytes): bytes
        case .integer(let value): Array(String(value).utf8)
        case .null: nil
        }
    }
}
