extension SQLiteStore {
    /// After a write that failed because the file could not be written, it also writes: only that can tell.
    package func checkHealth() async throws(StorageError) {
        // Who waits for such a disk would wait, too.
        if let delay = groupCommit.delay { throw delay }
        try await read { connection throws(StorageError) in
            guard !connection.hasMoved else { throw .unavailable("the database file was moved or deleted") }
            guard try SQLiteMigrator(connection).pending().isEmpty else {
                throw .migrations("the database lacks migrations")
            }
        }
        let generation = groupCommit.health.generation
        guard let doubt = groupCommit.health.doubt else { return }
        guard groupCommit.health.mayTry else { throw doubt }
        try await write { connection throws(StorageError) in
            try connection.run(SQLiteStore.takeRoom)
            try connection.run(SQLiteStore.giveBack)
        }
        groupCommit.health.clear(ifStill: generation)
    }

    /// Writes more than finds room in pages that are there, and changes nothing.
    private static let takeRoom: String = """
        INSERT INTO telegram_updates (update_id, received_at, kind, state, raw)
        VALUES (-1, 0, '', 'dead', randomblob(131072))
        """

    private static let giveBack: String = "DELETE FROM telegram_updates WHERE update_id = -1"
}
