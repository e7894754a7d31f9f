@testable import Storage

/// A sample of a stored noun: its type, its migration and its operations, with nothing else in Storage.
struct Memo: Sendable, Equatable {
    var id: Int64
    var owner: Int64
    var text: String
    /// Microseconds since 1970-01-01T00:00:00Z.
    var createdAt: Int64
}

extension Migration {
    static let memos = Migration(
        version: (Migration.all.last?.version ?? 0) + 1,
        name: "memos",
        sqlite: """
            CREATE TABLE memos (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner INTEGER NOT NULL,
                text TEXT NOT NULL CHECK (text <> ''),
                created_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX memos_by_owner ON memos (owner, id);
            """,
        postgreSQL: """
            CREATE TABLE memos (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                owner bigint NOT NULL,
                text text NOT NULL CHECK (text <> ''),
                created_at bigint NOT NULL
            );
            CREATE INDEX memos_by_owner ON memos (owner, id);
            """
    )
}

struct Memos: Noun {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Adds a memo and returns it.
    func add(_ text: String, of owner: Int64) async throws(StorageError) -> Memo {
        let added = try await database.transact(Memos.addition(text, of: owner, at: database.now), Memos.memo)
        guard let memo = added.first else { throw .internal("a memo returned no row") }
        return memo
    }

    /// The owner's memos, newest first.
    func list(of owner: Int64) async throws(StorageError) -> [Memo] {
        try await database.read(Memos.list(of: owner), Memos.memo)
    }

    /// Gives all memos of one owner to another who has some; false where the other has none, and nothing is done.
    func move(from owner: Int64, to other: Int64) async throws(StorageError) -> Bool {
        var transaction = Transaction()
        transaction.require(Memos.lock(other))
        transaction.add(Memos.move(from: owner, to: other))
        return try await database.transact(transaction) == nil
    }

    private static func addition(_ text: String, of owner: Int64, at time: Int64) -> SQL {
        """
        INSERT INTO memos (owner, text, created_at) VALUES (\(owner), \(text), \(time))
        RETURNING id, owner, text, created_at
        """
    }

    private static func list(of owner: Int64) -> SQL {
        "SELECT id, owner, text, created_at FROM memos WHERE owner = \(owner) ORDER BY owner DESC, id DESC"
    }

    private static func lock(_ owner: Int64) -> SQL {
        SQL(
            sqlite: "SELECT 1 FROM memos WHERE owner = \(owner) LIMIT 1",
            postgreSQL: "SELECT 1 FROM memos WHERE owner = \(owner) ORDER BY owner, id LIMIT 1 FOR UPDATE"
        )
    }

    private static func move(from owner: Int64, to other: Int64) -> SQL {
        "UPDATE memos SET owner = \(other) WHERE owner = \(owner)"
    }

    @Sendable private static func memo(_ row: borrowing StoredRow) -> Memo {
        Memo(id: row.integer(0), owner: row.integer(1), text: row.text(2), createdAt: row.integer(3))
    }

    static let plans: [PlanCase] = [
        PlanCase(addition("a", of: 1, at: 7), most: ["memos": 0]),
        PlanCase(list(of: 1), most: ["memos": 100]),
        PlanCase(lock(1), isRequired: true, most: ["memos": 1]),
        PlanCase(move(from: 1, to: 2), most: ["memos": 100]),
    ]
}
