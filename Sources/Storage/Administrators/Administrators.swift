import Domain

/// Administrators: those of the settings, and those that others made.
package struct Administrators: Noun {
    /// What came of a removal.
    package enum Removal: Sendable, Equatable {
        case removed
        /// Nobody would be left who may do what they may.
        case isLast
        case notFound
    }

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// All of them by id, those who were removed included.
    package func list() async throws(StorageError) -> [Administrator] {
        try await database.read(Administrators.list, Administrators.administrator)
    }

    /// One who administers, or did.
    package func find(_ telegramID: Int64) async throws(StorageError) -> Administrator? {
        try await database.readOne(Administrators.one(telegramID), Administrators.administrator)
    }

    /// Adds those that are not there; one who is, or was removed, stays as they are.
    package func seed(_ ranks: [Int64: Administrator.Rank]) async throws(StorageError) {
        guard !ranks.isEmpty else { return }
        let time = database.now
        var transaction = Transaction()
        for (id, rank) in ranks.sorted(by: { $0.key < $1.key }) {
            transaction.add(Administrators.seeding(id, rank, at: time))
        }
        try await database.transact(transaction)
    }

    /// Adds one, adds one again who was removed, or changes one.
    ///
    /// - Parameter name: nil leaves it.
    /// - Returns: nil where the last superadministrator would be none, and nothing is done.
    package func put(
        _ telegramID: Int64,
        name: String?,
        rank: Administrator.Rank
    ) async throws(StorageError) -> Administrator? {
        let time = database.now
        var transaction = Transaction()
        transaction.add(Administrators.lock)
        let written = transaction.add(
            Administrators.putting(telegramID, name: name, rank: rank, at: time),
            Administrators.administrator
        )
        try await database.transact(transaction)
        return written.first
    }

    /// Takes somebody's rights away, unless nobody would be left who has them.
    package func remove(_ telegramID: Int64) async throws(StorageError) -> Removal {
        let time = database.now
        var transaction = Transaction()
        transaction.add(Administrators.lock)
        let removed = transaction.add(Administrators.removal(telegramID, at: time)) { $0.integer(0) }
        let left = transaction.add(Administrators.active(telegramID)) { $0.integer(0) }
        try await database.transact(transaction)
        if removed.first != nil { return .removed }
        return left.first == nil ? .notFound : .isLast
    }
}

extension Administrators {
    @Sendable private static func administrator(_ row: borrowing StoredRow) -> Administrator {
        Administrator(
            telegramID: row.integer(0),
            name: row.text(1),
            rank: Administrator.Rank(rawValue: row.text(2)) ?? .admin,
            isActive: row.bool(3),
            since: row.integer(4)
        )
    }

    private static let list: SQL =
        "SELECT telegram_id, name, rank, active, since FROM administrators ORDER BY telegram_id"

    private static func one(_ telegramID: Int64) -> SQL {
        "SELECT telegram_id, name, rank, active, since FROM administrators WHERE telegram_id = \(telegramID)"
    }

    private static func seeding(_ telegramID: Int64, _ rank: Administrator.Rank, at time: Int64) -> SQL {
        """
        INSERT INTO administrators (telegram_id, name, rank, active, since)
        VALUES (\(telegramID), '', \(rank.rawValue), true, \(time))
        ON CONFLICT (telegram_id) DO NOTHING
        """
    }

    /// Two who remove each other do so one after the other; SQLite has one writer anyway.
    private static let lock: SQL = SQL(
        sqlite: "SELECT 1",
        postgreSQL: "SELECT 1 FROM administrators WHERE active ORDER BY telegram_id FOR UPDATE"
    )

    private static func putting(
        _ telegramID: Int64,
        name: String?,
        rank: Administrator.Rank,
        at time: Int64
    ) -> SQL {
        """
        INSERT INTO administrators (telegram_id, name, rank, active, since)
        VALUES (\(telegramID), \(name ?? ""), \(rank.rawValue), true, \(time))
        ON CONFLICT (telegram_id) DO UPDATE SET
            name = CASE WHEN \(name == nil) THEN administrators.name ELSE excluded.name END,
            since = CASE WHEN administrators.active AND administrators.rank = excluded.rank
                THEN administrators.since ELSE excluded.since END,
            rank = excluded.rank, active = true
        WHERE excluded.rank = 'superadmin' OR administrators.rank = 'admin' OR NOT administrators.active
            OR EXISTS (
                SELECT 1 FROM administrators AS other
                WHERE other.telegram_id <> excluded.telegram_id AND other.active AND other.rank = 'superadmin'
            )
        RETURNING telegram_id, name, rank, active, since
        """
    }

    /// Where there is no superadministrator, administrators have their rights: the last of those stays, too.
    private static func removal(_ telegramID: Int64, at time: Int64) -> SQL {
        """
        UPDATE administrators SET active = false, since = \(time)
        WHERE telegram_id = \(telegramID) AND active AND EXISTS (
            SELECT 1 FROM administrators AS other
            WHERE other.telegram_id <> administrators.telegram_id AND other.active
                AND (administrators.rank = 'admin' OR other.rank = 'superadmin')
        )
        RETURNING telegram_id
        """
    }

    private static func active(_ telegramID: Int64) -> SQL {
        "SELECT telegram_id FROM administrators WHERE telegram_id = \(telegramID) AND active"
    }

    static let plans: [PlanCase] = [
        PlanCase(list),
        PlanCase(one(7), most: ["administrators": 1]),
        PlanCase(seeding(7, .admin, at: 7), most: ["administrators": 0]),
        PlanCase(lock),
        PlanCase(putting(7, name: "Ana", rank: .admin, at: 7)),
        PlanCase(removal(7, at: 7)),
        PlanCase(active(7), most: ["administrators": 1]),
    ]
}
