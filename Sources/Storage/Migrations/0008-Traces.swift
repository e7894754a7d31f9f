extension Migration {
    /// The trace that an update came with, and a message is sent for: `traceparent` of W3C Trace Context, or empty.
    ///
    /// What waits goes on in another task, often in another process: nothing but the row can carry it there.
    static let traces: Migration = Migration(
        version: 8,
        name: "traces",
        sqlite: """
            ALTER TABLE inbox ADD COLUMN trace TEXT NOT NULL DEFAULT '';
            ALTER TABLE outbox ADD COLUMN trace TEXT NOT NULL DEFAULT '';
            """,
        postgreSQL: """
            ALTER TABLE inbox ADD COLUMN trace text NOT NULL DEFAULT '';
            ALTER TABLE outbox ADD COLUMN trace text NOT NULL DEFAULT '';
            """
    )
}
