import PostgreSQL

/// A statement of the product with values, and how many rows of which table PostgreSQL may read for them.
///
/// Each noun has its cases beside its statements; tests look at the plans of all of them, on full tables and on empty
/// ones, and refuse a statement without a case.
struct PlanCase: Sendable, CustomStringConvertible {
    let statement: Statement
    /// Of its parameters, as SQL.
    let values: String
    /// Rows read at most, by table; of other tables any number.
    let most: [String: Int]
    /// Tables that the statement counts, and reads from end to end.
    let readWhole: Set<String>

    init(_ statement: Statement, _ values: String = "", most: [String: Int] = [:], readWhole: Set<String> = []) {
        self.statement = statement
        self.values = values
        self.most = most
        self.readWhole = readWhole
    }

    /// - Parameter isRequired: as in `Transaction.require`.
    init(_ sql: SQL, isRequired: Bool = false, most: [String: Int] = [:], readWhole: Set<String> = []) {
        let values = sql.postgreSQL.parts.compactMap { part in
            if case .value(let value) = part { value.literal } else { nil }
        }
        self.init(
            Statement(sql, isRequired: isRequired),
            values.joined(separator: ", "),
            most: most,
            readWhole: readWhole
        )
    }

    var description: String { "\(statement.sql.prefix(60)) … (\(values))" }
}

extension SQLValue {
    /// The value as PostgreSQL reads it in a text.
    fileprivate var literal: String {
        switch self {
        case .integer(let value): "\(value)"
        case .bool(let value): "\(value)"
        case .text(let text): "'\(text.replacing("'", with: "''"))'"
        case .utf8(let text): SQLValue.text(String(decoding: text, as: UTF8.self)).literal
        case .bytes(let bytes): #"'\x"# + bytes.map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined() + "'"
        case .integers(let values): "'{\(values.map(String.init).joined(separator: ","))}'"
        case .null: "NULL"
        }
    }
}
