import PostgreSQL

/// One row of a result, whichever database it comes from; good for the call that lends it.
///
/// Columns are counted from 0 and read as what the statement makes them.
struct StoredRow: ~Copyable {
    private enum Source: ~Copyable {
        case sqlite(SQLiteRow)
        case postgreSQL(Row)
        case served(ServedRow)
    }

    private let source: Source

    init(_ row: consuming SQLiteRow) { source = .sqlite(row) }

    init(_ row: borrowing Row) { source = .postgreSQL(Row(lent: row)) }

    init(_ row: ServedRow) { source = .served(row) }

    func isNull(_ column: Int32) -> Bool {
        switch source {
        case .sqlite(let row): row.isNull(column)
        case .postgreSQL(let row): row.isNull(column)
        case .served(let row): row.isNull(column)
        }
    }

    /// A smallint, integer or bigint. PostgreSQL makes sums and averages `numeric`, which the statement casts to
    /// bigint: `CAST(sum(held) AS bigint)`. What may be NULL, such as a sum over no rows, is read with
    /// `optionalInteger`.
    func integer(_ column: Int32) -> Int64 {
        switch source {
        case .sqlite(let row): row.integer(column)
        case .postgreSQL(let row): row.integer(column)
        case .served(let row): row.integer(column)
        }
    }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func bool(_ column: Int32) -> Bool {
        switch source {
        case .sqlite(let row): row.integer(column) != 0
        case .postgreSQL(let row): row.bool(column)
        case .served(let row): row.integer(column) != 0
        }
    }

    /// NULL is the empty text.
    func text(_ column: Int32) -> String {
        switch source {
        case .sqlite(let row): row.text(column)
        case .postgreSQL(let row): row.text(column)
        case .served(let row): row.text(column)
        }
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// The bytes of a text or of bytes; nil for NULL.
    func optionalBytes(_ column: Int32) -> [UInt8]? {
        switch source {
        case .sqlite(let row): row.optionalBytes(column)
        case .postgreSQL(let row): row.optionalBytes(column)
        case .served(let row): row.optionalBytes(column)
        }
    }

    /// All values of a row of SQLite, for another process.
    var served: ServedRow {
        switch source {
        case .sqlite(let row): row.served
        case .served(let row): row
        case .postgreSQL: ServedRow(values: [])
        }
    }
}
