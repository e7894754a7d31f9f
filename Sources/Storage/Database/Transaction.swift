/// Several statements that are done all or not at all, in this order.
///
/// Nothing is decided between them: what one needs from another stands in its SQL, so that on PostgreSQL all of them
/// travel at once, and on SQLite others commit with them. What must hold for all is `require`d.
///
///     var transaction = Transaction()
///     transaction.require("UPDATE accounts SET held = held - \(sum) WHERE id = \(id) AND held >= \(sum) RETURNING id")
///     let made = transaction.add("INSERT INTO orders … RETURNING id") { $0.integer(0) }
///     guard try await database.transact(transaction) == nil else { … }
///     made.first
struct Transaction: Sendable {
    struct Step: Sendable {
        let sql: SQL
        let slot: ResultSlot?
        let isRequired: Bool
    }

    /// A statement that has to give a row.
    struct Requirement: Sendable, Equatable {
        let index: Int
    }

    private(set) var steps: [Step] = []

    init() { steps.reserveCapacity(4) }

    mutating func add(_ sql: SQL) { steps.append(Step(sql: sql, slot: nil, isRequired: false)) }

    /// - Returns: where the rows are when `transact` has returned.
    mutating func add<Value: Sendable>(
        _ sql: SQL,
        _ read: @escaping @Sendable (borrowing StoredRow) -> Value
    ) -> Slot<Value> {
        let slot = Slot(read)
        steps.append(Step(sql: sql, slot: slot, isRequired: false))
        return slot
    }

    /// Undoes the whole transaction where the statement gives no row: a query, or a change with RETURNING and without a
    /// change in its WITH. It runs to its last row: with FOR UPDATE it locks all of them.
    @discardableResult
    mutating func require(_ sql: SQL) -> Requirement {
        steps.append(Step(sql: sql, slot: nil, isRequired: true))
        return Requirement(index: steps.count - 1)
    }
}

/// The place where a database puts the rows of a statement.
///
/// `@unchecked Sendable`: only the database under which the transaction is running touches it before `transact`
/// returns, and only its caller after that.
class ResultSlot: @unchecked Sendable {
    /// Forgets the rows of an attempt that was undone.
    func reset() {}
    func receive(_ row: borrowing StoredRow) {}
}

/// The rows of one statement, once `transact` has returned; empty where nothing was committed.
///
/// `@unchecked Sendable`: as `ResultSlot`.
final class Slot<Value: Sendable>: ResultSlot, @unchecked Sendable {
    private let read: @Sendable (borrowing StoredRow) -> Value
    /// The first row; nil where there is none.
    private(set) var first: Value?
    private var others: [Value] = []

    fileprivate init(_ read: @escaping @Sendable (borrowing StoredRow) -> Value) { self.read = read }

    var rows: [Value] { first.map { [$0] + others } ?? [] }

    override func reset() {
        first = nil
        others = []
    }

    override func receive(_ row: borrowing StoredRow) {
        if first == nil { first = read(row) } else { others.append(read(row)) }
    }
}
