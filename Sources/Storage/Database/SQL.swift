/// One statement, as a literal that binds: what stands in `\(…)` is sent beside the text and never becomes a part of
/// it.
///
///     "SELECT status FROM applications WHERE id = \(id)"
///
/// `Int64`, `Int`, `Bool`, `String`, `[UInt8]` and optionals of them are bound; another `SQL` is put in with its
/// values; `\(isIn: …)` compares what stands before it with several; `\(unsafeSQL: …)` is for text that the program
/// itself makes, such as a list of columns.
///
/// Values are `$1`, `$2` … in the order in which they appear: one that is needed again is written as its number. They
/// are counted through the whole statement, those of an `SQL` that is put in where it stands. A number that is written
/// in such an `SQL` stays as it is: only what is certain to stand first may have one.
///
/// One text serves both databases. Where they differ, the two stand next to each other: `SQL(sqlite: …, postgreSQL:
/// …)`.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    private(set) var sqlite: SQLText
    private(set) var postgreSQL: SQLText
    /// PostgreSQL plans the statement for its values each time, where how it is best done depends on them; other
    /// statements are planned once a connection.
    private(set) var isPlannedForValues: Bool = false

    private var differs: Bool = false

    /// The statement of each database; one that is left out has nothing to do.
    init(sqlite: SQL? = nil, postgreSQL: SQL? = nil) {
        self.sqlite = sqlite?.sqlite ?? SQLText()
        self.postgreSQL = postgreSQL?.postgreSQL ?? SQLText()
        differs = true
        isPlannedForValues = postgreSQL?.isPlannedForValues ?? false
    }

    /// A statement that another process made.
    init(_ text: SQLText) {
        sqlite = text
        postgreSQL = text
    }

    init(stringLiteral text: String) {
        var literal = SQLText()
        literal.append(text)
        sqlite = literal
        postgreSQL = literal
    }

    init(stringInterpolation literal: StringInterpolation) {
        sqlite = literal.sqlite
        postgreSQL = literal.postgreSQL ?? literal.sqlite
        differs = literal.postgreSQL != nil
        isPlannedForValues = literal.isPlannedForValues
    }

    /// The same, planned for its values.
    var plannedForValues: SQL {
        var sql = self
        sql.isPlannedForValues = true
        return sql
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sqlite: SQLText
        /// nil as long as it is the same.
        fileprivate var postgreSQL: SQLText?
        /// True where one that is put in is.
        fileprivate var isPlannedForValues: Bool = false

        init(literalCapacity: Int, interpolationCount: Int) {
            sqlite = SQLText(reserving: 2 * interpolationCount + 1)
        }

        mutating func appendLiteral(_ text: String) {
            sqlite.append(text)
            postgreSQL?.append(text)
        }

        mutating func appendInterpolation<Value: SQLBindable>(_ value: Value) { append(value.sqlValue) }

        /// NULL for nil.
        mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            append(value?.sqlValue ?? .null(Value.sqlType))
        }

        /// Text that is UTF-8 already.
        mutating func appendInterpolation(utf8 text: [UInt8]) { append(.utf8(text)) }

        /// Several numbers: for `unnest` on PostgreSQL, for `json_each` on SQLite.
        mutating func appendInterpolation(all values: [Int64]) { append(.integers(values)) }

        /// A condition on what stands before it: that it is one of these.
        mutating func appendInterpolation(isIn values: [Int64]) {
            if postgreSQL == nil { postgreSQL = sqlite }
            sqlite.append("IN (SELECT value FROM json_each(")
            sqlite.append(.integers(values))
            sqlite.append("))")
            postgreSQL?.append("= ANY (")
            postgreSQL?.append(.integers(values))
            postgreSQL?.append(")")
        }

        /// Text that becomes a part of the statement: never what came from outside.
        mutating func appendInterpolation(unsafeSQL text: String) { appendLiteral(text) }

        mutating func appendInterpolation(_ sql: SQL) {
            if sql.isPlannedForValues { isPlannedForValues = true }
            if postgreSQL == nil, sql.differs { postgreSQL = sqlite }
            postgreSQL?.append(sql.postgreSQL)
            sqlite.append(sql.sqlite)
        }

        private mutating func append(_ value: SQLValue) {
            sqlite.append(value)
            postgreSQL?.append(value)
        }
    }
}
