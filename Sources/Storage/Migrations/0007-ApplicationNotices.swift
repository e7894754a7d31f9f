extension Migration {
    /// Up to which application the administrators were told. Of those that are there already, nobody is.
    ///
    /// A mark and no column of `users`: saving a test, the most frequent write, does nothing for it.
    static let applicationNotices: Migration = Migration(
        version: 7,
        name: "application-notices",
        sqlite: """
            -- One row.
            CREATE TABLE application_notices (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                told_to INTEGER NOT NULL
            ) STRICT;

            INSERT INTO application_notices (id, told_to) SELECT 1, COALESCE(max(id), 0) FROM applications;
            """,
        postgreSQL: """
            -- One row.
            CREATE TABLE application_notices (
                id bigint PRIMARY KEY CHECK (id = 1),
                told_to bigint NOT NULL
            );

            INSERT INTO application_notices (id, told_to) SELECT 1, COALESCE(max(id), 0) FROM applications;
            """
    )
}
