@testable import Storage

/// A sample of a stored noun: its type, its migration and its operations, with nothing else in Storage.
struct Note: Sendable, Equatable {
    var id: Int64
    var owner: Int64
    var text: String
    /// Microseconds since 1970-01-01T00:00:00Z.
    var createdAt: Int64
}

extension Migration {
    static let notes: Migration = Migration(
        version: Int64(Migration.all.count + 1),
        name: "notes",
        sqlite: """
            CREATE TABLE notes (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner INTEGER NOT NULL,
                text TEXT NOT NULL CHECK (text <> ''),
                created_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX notes_by_owner ON notes (owner, id);
            """,
        postgreSQL: """
            CREATE TABLE notes (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                owner bigint NOT NULL,
                text text NOT NULL CHECK (text <> ''),
                created_at bigint NOT NULL
            );
            CREATE INDEX notes_by_owner ON notes (owner, id);
            """
    )
}

struct Notes: Noun {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Adds a note and returns it.
    func add(_ text: String, of owner: Int64) async throws(StorageError) -> Note {
        var transaction = Transaction()
        let added = transaction.add(Notes.addition(text, of: owner, at: database.now), Notes.note)
        try await database.transact(transaction)
        guard let note = added.first else { throw .internal("a note returned no row") }
        return note
    }

    /// The owner's notes, newest first.
    func list(of owner: Int64) async throws(StorageError) -> [Note] {
        try await database.read(Notes.list(of: owner), Notes.note)
    }

    /// Gives all notes of one owner to another who has some; false where the other has none, and nothing is done.
    func move(from owner: Int64, to other: Int64) async throws(StorageError) -> Bool {
        var transaction = Transaction()
        transaction.require(Notes.lock(other))
        transaction.add(Notes.move(from: owner, to: other))
        return try await database.transact(transaction) == nil
    }

    private static func addition(_ text: String, of owner: Int64, at time: Int64) -> SQL {
        """
        INSERT INTO notes (owner, text, created_at) VALUES (\(owner), \(text), \(time))
        RETURNING id, owner, text, created_at
        """
    }

    private static func list(of owner: Int64) -> SQL {
        "SELECT id, owner, text, created_at FROM notes WHERE owner = \(owner) ORDER BY owner DESC, id DESC"
    }

    private static func lock(_ owner: Int64) -> SQL {
        SQL(
            sqlite: "SELECT 1 FROM notes WHERE owner = \(owner) LIMIT 1",
            postgreSQL: "SELECT 1 FROM notes WHERE owner = \(owner) ORDER BY owner, id LIMIT 1 FOR UPDATE"
        )
    }

    private static func move(from owner: Int64, to other: Int64) -> SQL {
        "UPDATE notes SET owner = \(other) WHERE owner = \(owner)"
    }

    @Sendable private static func note(_ row: borrowing StoredRow) -> Note {
        Note(id: row.integer(0), owner: row.integer(1), text: row.text(2), createdAt: row.integer(3))
    }

    static let plans: [PlanCase] = [
        PlanCase(addition("a", of: 1, at: 7), most: ["notes": 0]),
        PlanCase(list(of: 1), most: ["notes": 100]),
        PlanCase(lock(1), isRequired: true, most: ["notes": 1]),
        PlanCase(move(from: 1, to: 2), most: ["notes": 100]),
    ]
}
