internal import CSQLite

/// A prepared statement (`sqlite3_stmt *`); only its connection, on that connection's thread, touches it.
final class SQLiteStatement {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { sqlite3_finalize(handle) }

    /// `$1` is a name to SQLite, numbered by first appearance: a statement whose names and numbers differ is a fault.
    func checkParameterNames() throws(StorageError) {
        let count = sqlite3_bind_parameter_count(handle)
        for index in 0..<count {
            guard let name = sqlite3_bind_parameter_name(handle, index + 1), String(cString: name) == "$\(index + 1)"
            else {
                throw .internal("the parameters of a statement do not appear in their order")
            }
        }
    }

    func bind(_ text: SQLText, on connection: SQLiteConnection) throws(StorageError) {
        var index: Int32 = 0
        for part in text.parts {
            guard case .value(let value) = part else { continue }
            index += 1
            let code = bind(value, at: index)
            guard code == SQLITE_OK else { throw connection.failure(code) }
        }
    }

    /// True where there is a row, false at the end.
    func step(on connection: SQLiteConnection) throws(StorageError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw connection.failure(code)
        }
    }

    func reset() { sqlite3_reset(handle) }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, index)
        case .integer(let value):
            return sqlite3_bind_int64(handle, index, value)
        case .text(var text):
            return text.withUTF8 { bindText($0, at: index) }
        case .utf8(let bytes):
            return bytes.withUnsafeBufferPointer { bindText($0, at: index) }
        case .integers(let values):
            var text = "[\(values.map(String.init).joined(separator: ","))]"
            return text.withUTF8 { bindText($0, at: index) }
        case .bool(let value):
            return sqlite3_bind_int64(handle, index, value ? 1 : 0)
        case .bytes(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return bytes.withUnsafeBytes { csqlite_bind_blob_copy(handle, index, $0.baseAddress, UInt64($0.count)) }
        }
    }

    private func bindText(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) -> Int32 {
        // A null pointer would bind NULL instead of the empty text.
        guard let start = text.baseAddress else { return csqlite_bind_text_copy(handle, index, "", 0) }
        return start.withMemoryRebound(to: CChar.self, capacity: text.count) {
            csqlite_bind_text_copy(handle, index, $0, UInt64(text.count))
        }
    }
}

/// The row a statement stands on; valid only while `SQLiteConnection.run` lends it.
struct SQLiteRow: ~Copyable {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    /// All its values, for another process.
    var served: ServedRow {
        ServedRow(
            values: (0..<sqlite3_data_count(handle)).map { column in
                switch sqlite3_column_type(handle, column) {
                case SQLITE_NULL: .null
                case SQLITE_INTEGER: .integer(integer(column))
                case SQLITE_BLOB: .bytes(withBytes(column) { Array($0) })
                default: .text(withBytes(column) { Array($0) })
                }
            }
        )
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func text(_ column: Int32) -> String {
        withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a text or blob; nil for NULL.
    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : withBytes(column) { Array($0) } }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    private func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // In this order: asking for the bytes may convert the value, the count is that of the converted value.
        let start = sqlite3_column_blob(handle, column)
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
