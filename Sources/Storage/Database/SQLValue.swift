/// A value that a statement is given: the type comes from Swift's.
enum SQLValue: Sendable, Equatable {
    case integer(Int64)
    case bool(Bool)
    case text(String)
    /// Text that is UTF-8 already.
    case utf8([UInt8])
    case bytes([UInt8])
    /// On SQLite a text, for `json_each`.
    case integers([Int64])
    case null(SQLType)

    var type: SQLType {
        switch self {
        case .integer: .integer
        case .bool: .bool
        case .text, .utf8: .text
        case .bytes: .bytes
        case .integers: .integers
        case .null(let type): type
        }
    }
}

/// The types of values, on both databases.
enum SQLType: UInt8, Sendable {
    case integer, bool, text, bytes, integers
}

/// A value that a literal of SQL binds.
protocol SQLBindable {
    static var sqlType: SQLType { get }
    var sqlValue: SQLValue { get }
}

extension Int64: SQLBindable {
    static var sqlType: SQLType { .integer }
    var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLBindable {
    static var sqlType: SQLType { .integer }
    var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLBindable {
    static var sqlType: SQLType { .bool }
    var sqlValue: SQLValue { .bool(self) }
}

extension String: SQLBindable {
    static var sqlType: SQLType { .text }
    var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLBindable {
    static var sqlType: SQLType { .bytes }
    var sqlValue: SQLValue { .bytes(self) }
}
