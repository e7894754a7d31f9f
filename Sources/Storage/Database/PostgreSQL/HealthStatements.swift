import PostgreSQL

/// The statements that tell whether the database can be used.
enum HealthStatements {
    struct State: Sendable {
        var isMigrated: Bool = false
        var isWritable: Bool = false

        init() {}

        init(_ row: borrowing Row) {
            isMigrated = row.bool(0)
            isWritable = row.bool(1)
        }
    }

    /// A database that is newer than the program is well: that is how versions follow each other under load.
    static let state: Statement = Statement(
        """
        SELECT (SELECT count(*) FROM schema_migrations WHERE version <= $1) = $1,
            current_setting('transaction_read_only') = 'off'
        """,
        [.bigint]
    )

    static func parameters(migrations count: Int) -> Parameters {
        var parameters = Parameters()
        parameters.add(Int64(count))
        return parameters
    }

    /// Writes more than finds room in pages that are there, and changes nothing. Only where this succeeds is there room
    /// for others.
    static let touch: Statement = Statement(
        """
        DO $$
        BEGIN
            \(takeRoom);
            \(giveBack);
        END $$
        """
    )

    static let takeRoom: String = """
        INSERT INTO telegram_updates (update_id, received_at, raw)
        SELECT -1, 0, decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 4096)
        """

    static let giveBack: String = "DELETE FROM telegram_updates WHERE update_id = -1"

    /// The block that takes room and gives it back has no plan of its own.
    static let plans: [PlanCase] = [
        PlanCase(state, "1"), PlanCase(Statement(takeRoom)), PlanCase(Statement(giveBack)),
    ]
}
