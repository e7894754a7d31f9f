import Domain
import PostgreSQL

/// `record`: each row is inserted unless its `update_id` is there.
extension ReceivedUpdate: BatchedWrite {
    static let statement: Statement = Statement(
        """
        INSERT INTO telegram_updates (update_id, received_at, state, raw)
        SELECT given.update_id, $3, 'pending', given.raw FROM unnest($1, $2) AS given (update_id, raw)
        ON CONFLICT (update_id) DO NOTHING
        RETURNING update_id
        """,
        [.bigintArray, .byteaArray, .bigint]
    )

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Bool {
        try connection.run(
            """
            INSERT INTO telegram_updates (update_id, raw, received_at, state)
            VALUES (\(updateID), \(raw), \(time), 'pending') ON CONFLICT (update_id) DO NOTHING
            """
        )
        return connection.changes > 0
    }

    /// It is there already.
    static let valueWithoutRow: Bool? = false

    var key: Int64 { updateID }

    var size: Int { raw.count }

    static func parameters(_ updates: [ReceivedUpdate], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: updates.reduce(updates.count * 64) { $0 + $1.raw.count })
        parameters.addArray(of: .bigint, count: updates.count) { $1.add(updates[$0].updateID) }
        parameters.addArray(of: .bytea, count: updates.count) { $1.add(updates[$0].raw) }
        parameters.add(now)
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Bool) { (row.integer(0), true) }
}
