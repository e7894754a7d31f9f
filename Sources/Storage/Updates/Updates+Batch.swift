import Domain
import PostgreSQL

/// `record`: each row is inserted, and waits to be handled, unless its `update_id` is there.
extension ReceivedUpdate: BatchedWrite {
    static let statement: Statement = Statement(
        """
        WITH given AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $7)
                AS given (update_id, raw, partition, order_key, kind, trace)
        ), stored AS (
            INSERT INTO telegram_updates (update_id, received_at, raw)
            SELECT given.update_id, $6, given.raw FROM given ON CONFLICT (update_id) DO NOTHING
            RETURNING id, update_id
        ), queued AS (
            INSERT INTO inbox (id, partition, order_key, kind, trace)
            SELECT stored.id, given.partition, given.order_key, given.kind, given.trace
            FROM stored JOIN given USING (update_id)
        )
        SELECT update_id FROM stored
        """,
        [.bigintArray, .byteaArray, .bigintArray, .textArray, .textArray, .bigint, .textArray]
    )

    func run(on connection: SQLiteConnection, at time: Int64) throws(StorageError) -> Bool {
        try connection.run(
            """
            INSERT INTO telegram_updates (update_id, raw, received_at)
            VALUES (\(updateID), \(raw), \(time)) ON CONFLICT (update_id) DO NOTHING
            """
        )
        guard connection.changes > 0 else { return false }
        try connection.run(
            """
            INSERT INTO inbox (id, partition, order_key, kind, trace)
            VALUES (last_insert_rowid(), \(orderKey.partition), \(orderKey.text), \(kind), \(trace))
            """
        )
        return true
    }

    /// It is there already.
    static let valueWithoutRow: Bool? = false

    var key: Int64 { updateID }

    var size: Int { raw.count }

    static func parameters(_ updates: [ReceivedUpdate], now: Int64) -> Parameters {
        var parameters = Parameters(reserving: updates.reduce(updates.count * 128) { $0 + $1.raw.count })
        parameters.addArray(of: .bigint, count: updates.count) { $1.add(updates[$0].updateID) }
        parameters.addArray(of: .bytea, count: updates.count) { $1.add(updates[$0].raw) }
        parameters.addArray(of: .bigint, count: updates.count) { $1.add(updates[$0].orderKey.partition) }
        parameters.addArray(of: .text, count: updates.count) { $1.add(updates[$0].orderKey.text) }
        parameters.addArray(of: .text, count: updates.count) { $1.add(updates[$0].kind) }
        parameters.add(now)
        parameters.addArray(of: .text, count: updates.count) { $1.add(updates[$0].trace) }
        return parameters
    }

    static func outcome(_ row: borrowing Row) -> (key: Int64, value: Bool) { (row.integer(0), true) }
}
