import PostgreSQL

/// The statements that one loop has met, made of their texts once. Belongs to the loop's thread.
final class StatementCache {
    /// Programs have fewer; whoever splices values into texts does not fill the memory with them.
    private static let capacity: Int = 1_000

    private struct Key: Hashable {
        let text: SQLText
        let isPlannedForValues: Bool
        let isRequired: Bool
    }

    private var statements: [Key: Statement] = [:]

    func statement(_ sql: SQL, isRequired: Bool = false) -> Statement {
        let isPlanned = sql.isPlannedForValues
        let key = Key(text: sql.postgreSQL, isPlannedForValues: isPlanned, isRequired: isRequired)
        if let known = statements[key] { return known }
        if statements.count >= StatementCache.capacity { statements = [:] }
        let statement = Statement(sql, isRequired: isRequired)
        // The values stay with their request.
        let kept = Key(text: sql.postgreSQL.template, isPlannedForValues: isPlanned, isRequired: isRequired)
        statements[kept] = statement
        return statement
    }

    /// For tests.
    var all: [Statement] { Array(statements.values) }
}

extension Statement {
    /// - Parameter isRequired: fails with `unmetRequirement` where there is no row. All rows are counted, so that all
    ///   are locked where the statement locks them. What the planner could know beforehand would fail always.
    init(_ sql: SQL, isRequired: Bool = false) {
        var text = sql.postgreSQL.text
        if isRequired {
            text = """
                WITH required AS (\(text))
                SELECT width_bucket(0::float8, 0, 1, CASE WHEN (SELECT count(*) FROM required) > 0 THEN 1 ELSE 0 END)
                """
        }
        self.init(text, sql.postgreSQL.types.map(\.parameter), isPrepared: !sql.isPlannedForValues)
    }
}

extension SQLState {
    /// The state of a required statement without a row: one that PostgreSQL has for `width_bucket` alone, so that it is
    /// no other fault of the statement, such as a cast that fails.
    static let unmetRequirement: SQLState = .invalidArgumentForWidthBucket
}

extension SQLType {
    fileprivate var parameter: ParameterType {
        switch self {
        case .integer: .bigint
        case .bool: .bool
        case .text: .text
        case .bytes: .bytea
        case .integers: .bigintArray
        }
    }
}

extension Parameters {
    /// The values of a statement.
    init(_ text: SQLText) {
        self.init(reserving: 16 * text.parts.count, count: text.parts.count / 2 + 1)
        for part in text.parts {
            guard case .value(let value) = part else { continue }
            switch value {
            case .integer(let value): add(value)
            case .bool(let value): add(value)
            case .text(let value): add(value)
            case .utf8(let value), .bytes(let value): add(value)
            case .integers(let values): addArray(of: .bigint, count: values.count) { $1.add(values[$0]) }
            case .null: addNull()
            }
        }
    }
}
