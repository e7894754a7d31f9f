extension Migration {
    /// Who administers. One who was removed stays as a row: the settings do not add them again.
    static let administrators: Migration = Migration(
        version: 4,
        name: "administrators",
        sqlite: """
            CREATE TABLE administrators (
                telegram_id INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                rank TEXT NOT NULL CHECK (rank IN ('admin', 'superadmin')),
                active INTEGER NOT NULL,
                since INTEGER NOT NULL
            ) STRICT;
            """,
        postgreSQL: """
            CREATE TABLE administrators (
                telegram_id bigint PRIMARY KEY,
                name text NOT NULL,
                rank text NOT NULL CHECK (rank IN ('admin', 'superadmin')),
                active boolean NOT NULL,
                since bigint NOT NULL
            );
            """
    )
}
