internal import CPostgreSQL

/// One row of a result in binary format; good for the call that lends it.
///
/// The pointers that libpq gives out are read within each call, while `Pipeline` keeps the result; a row cannot be
/// copied, and is only ever lent, so that none outlives it.
/// Columns are read as what the statement makes them; another type is a fault of ours and ends the process.
package struct Row: ~Copyable {
    private let result: OpaquePointer
    private let index: Int32

    init(_ result: OpaquePointer, _ index: Int32) {
        self.result = result
        self.index = index
    }

    /// The same row, for as long as the other one is lent.
    package init(lent row: borrowing Row) {
        result = row.result
        index = row.index
    }

    package func isNull(_ column: Int32) -> Bool { PQgetisnull(result, index, column) != 0 }

    /// A smallint, integer or bigint.
    package func integer(_ column: Int32) -> Int64 {
        let bytes = value(column)
        switch bytes.count {
        case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case 2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        default: preconditionFailure("column \(column) is no integer")
        }
    }

    package func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    package func bool(_ column: Int32) -> Bool { value(column).first == 1 }

    /// NULL is the empty text.
    package func text(_ column: Int32) -> String { String(decoding: value(column), as: UTF8.self) }

    /// The bytes of a text or of bytes; nil for NULL.
    package func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : Array(value(column)) }

    /// The value's bytes, which live as long as `result`; empty for NULL.
    private func value(_ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, index, column),
            count: Int(PQgetlength(result, index, column))
        )
    }
}
