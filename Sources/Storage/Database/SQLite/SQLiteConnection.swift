internal import CSQLite

/// One SQLite connection (`sqlite3 *`) with its prepared statements.
///
/// `@unchecked Sendable`: opened with `SQLITE_OPEN_NOMUTEX` by the thread that starts the store and then used by one
/// worker thread alone, which also closes it; the hand-over happens before that thread gets its first job.
final class SQLiteConnection: @unchecked Sendable {
    enum Mode {
        /// Creates the file where it is missing; owns checkpoints.
        case writer
        /// Never writes, never checkpoints: before SQLite 3.51.3 two connections that checkpoint at once can corrupt a
        /// WAL.
        case reader
    }

    /// How long a statement waits for another process's lock, in milliseconds.
    static let busyTimeout: Int32 = 5_000

    /// Programs have fewer; whoever splices values into texts does not fill the memory with them.
    private static let statementCapacity: Int = 1_000

    /// Once in a process, before SQLite's first use; a refusal costs only speed.
    private static let configured: Void = {
        csqlite_no_memory_statistics()
    }()

    private var handle: OpaquePointer?
    private var statements: [SQLText: SQLiteStatement] = [:]

    init(path: String, mode: Mode) throws(StorageError) {
        SQLiteConnection.configured
        let access = mode == .writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK else { throw failure(code) }
        sqlite3_busy_timeout(handle, SQLiteConnection.busyTimeout)
        if mode == .reader {
            csqlite_no_checkpoint_on_close(handle)
            try execute("PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON")
        }
    }

    deinit { close() }

    /// Closes the database (`sqlite3_close_v2`); every call after that fails.
    func close() {
        statements = [:]
        sqlite3_close_v2(handle)
        handle = nil
    }

    /// False inside a transaction; an error such as a full disk may have ended it.
    var isAutocommit: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// True where the file may be read but not written, though writing was asked for.
    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

    /// True where the file was deleted or replaced since it was opened.
    var hasMoved: Bool {
        var moved: Int32 = 0
        let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
        return code == SQLITE_OK && moved != 0
    }

    /// Rows that the last INSERT, UPDATE or DELETE changed itself; those of triggers are not counted.
    var changes: Int { Int(sqlite3_changes(handle)) }

    /// Runs statements without parameters and results (`sqlite3_exec`).
    func execute(_ sql: String) throws(StorageError) {
        guard handle != nil else { throw .unavailable("the database is closed") }
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Runs one statement; `row` sees each row of the result. The prepared statement is kept.
    func run(
        _ sql: SQL,
        row: (borrowing StoredRow) throws(StorageError) -> Void = { _ in }
    ) throws(StorageError) {
        let statement = try prepared(sql.sqlite)
        defer { statement.reset() }
        try statement.bind(sql.sqlite, on: self)
        while try statement.step(on: self) { try row(StoredRow(SQLiteRow(statement.handle))) }
    }

    /// The first column of the first row; nil where there is no row or NULL.
    func integer(_ sql: SQL) throws(StorageError) -> Int64? {
        var value: Int64?
        try run(sql) { row throws(StorageError) in value = value ?? row.optionalInteger(0) }
        return value
    }

    /// Copies the whole database into that of another connection (`sqlite3_backup_init`).
    ///
    /// Inside a transaction that has read, it is the state that the transaction sees: writers go on. `isStopped` is
    /// asked every few megabytes; where it is true the copy is none.
    func copy(to target: SQLiteConnection, isStopped: () -> Bool) throws(StorageError) {
        guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw target.failure(sqlite3_errcode(target.handle))
        }
        var code = SQLITE_OK
        while code == SQLITE_OK, !isStopped() { code = sqlite3_backup_step(backup, 1_024) }
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw code == SQLITE_OK ? .unavailable("stopped") : target.failure(code) }
    }

    /// Translates a result code, with SQLite's text for it; that text names tables and columns, never values.
    func failure(_ code: Int32) -> StorageError {
        let text = handle.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        let message = "\(text.map { String(cString: $0) } ?? "SQLite failed") (SQLite \(code))"
        switch code & 0xFF {
        case SQLITE_FULL, SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM:
            return .unavailable(message)
        default:
            return .internal(message)
        }
    }

    private func prepared(_ sql: SQLText) throws(StorageError) -> SQLiteStatement {
        if let statement = statements[sql] { return statement }
        guard handle != nil else { throw .unavailable("the database is closed") }
        if statements.count >= SQLiteConnection.statementCapacity { statements = [:] }
        var pointer: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql.text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
        guard code == SQLITE_OK, let pointer else { throw failure(code) }
        let statement = SQLiteStatement(pointer)
        try statement.checkParameterNames()
        // The values stay with their request.
        statements[sql.template] = statement
        return statement
    }
}
