extension SQLiteDatabase {
    /// After a write that failed because the file could not be written, it also writes: only that can tell.
    func checkHealth() async throws(StorageError) {
        // Who waits for such a disk would wait, too.
        if let delay = groupCommit.delay { throw delay }
        try await read { [migrations] connection throws(StorageError) in
            guard !connection.hasMoved else { throw .unavailable("the database file was moved or deleted") }
            guard try Migrator(connection, known: migrations).pending().isEmpty else {
                throw .migrations("the database lacks migrations")
            }
        }
        let generation = groupCommit.health.generation
        guard let doubt = groupCommit.health.doubt else { return }
        guard groupCommit.health.mayTry else { throw doubt }
        try await write { connection throws(StorageError) in
            try connection.run(SQLiteDatabase.takeRoom)
            try connection.run(SQLiteDatabase.giveBack)
        }
        groupCommit.health.clear(ifStill: generation)
    }

    /// Writes more than finds room in pages that are there, and changes nothing.
    private static let takeRoom: SQL = """
        INSERT INTO telegram_updates (update_id, received_at, raw)
        VALUES (-1, 0, randomblob(131072))
        """

    private static let giveBack: SQL = "DELETE FROM telegram_updates WHERE update_id = -1"
}
