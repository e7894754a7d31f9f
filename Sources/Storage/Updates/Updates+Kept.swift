import Domain

/// What operators do with updates that wait for a decision.
extension Updates {
    /// The updates that are meant, in order of arrival.
    package func list(_ selection: UpdateSelection, limit: Int) async throws(StorageError) -> [KeptUpdate] {
        try await database.read(Updates.list(selection, limit: limit), Updates.kept)
    }

    /// The bytes of an update as they were delivered; nil where it is not kept any more. Whether it waits does not
    /// matter.
    package func raw(_ id: Int64) async throws(StorageError) -> [UInt8]? {
        try await database.readOne(Updates.raw(id)) { $0.optionalBytes(0) ?? [] }
    }

    /// Lets updates be tried again as if they had never failed, in order of arrival; what came behind them in their
    /// keys may be done.
    ///
    /// - Returns: their ids.
    package func retry(_ selection: UpdateSelection) async throws(StorageError) -> [Int64] {
        let ids = try await ids(selection)
        return try await database.transact(Updates.retrying(ids, at: database.now)) { $0.integer(0) }.sorted()
    }

    /// Takes updates for handled, so that what blocks its key lets it go on; their bytes stay for a while.
    ///
    /// - Returns: their ids.
    package func drop(_ selection: UpdateSelection) async throws(StorageError) -> [Int64] {
        let ids = try await ids(selection)
        return try await database.transact(Updates.dropping(ids)) { $0.integer(0) }.sorted()
    }

    private func ids(_ selection: UpdateSelection) async throws(StorageError) -> [Int64] {
        try await list(selection, limit: .max).map(\.id)
    }

    @Sendable private static func kept(_ row: borrowing StoredRow) -> KeptUpdate {
        KeptUpdate(
            id: row.integer(0),
            updateID: row.integer(1),
            orderKey: OrderKey(text: row.text(2)),
            kind: row.text(3),
            state: WaitingUpdate.State(rawValue: row.text(4)) ?? .dead,
            attempts: row.integer(5),
            fault: row.text(6),
            receivedAt: row.integer(7)
        )
    }

    private static func list(_ selection: UpdateSelection, limit: Int) -> SQL {
        """
        SELECT inbox.id, update_id, order_key, kind, state, attempts, fault, received_at
        FROM inbox JOIN telegram_updates ON telegram_updates.id = inbox.id
        WHERE \(condition(selection)) ORDER BY inbox.id LIMIT \(limit)
        """
    }

    private static func raw(_ id: Int64) -> SQL { "SELECT raw FROM telegram_updates WHERE id = \(id)" }

    /// `due_at` tells workers that have read past it: no other row has one without attempts.
    private static func retrying(_ ids: [Int64], at time: Int64) -> SQL {
        """
        UPDATE inbox SET state = 'pending', attempts = 0, due_at = \(time), fault = ''
        WHERE id \(isIn: ids) RETURNING id
        """
    }

    private static func dropping(_ ids: [Int64]) -> SQL { "DELETE FROM inbox WHERE id \(isIn: ids) RETURNING id" }

    private static func condition(_ selection: UpdateSelection) -> SQL {
        """
        (\(selection.ids == nil) OR inbox.id \(isIn: selection.ids ?? []))
            AND (\(selection.states.contains(.dead)) AND state = 'dead'
                OR \(selection.states.contains(.blocking)) AND state = 'blocking'
                OR \(selection.states.contains(.pending)) AND state = 'pending')
            AND (\(selection.kind == nil) OR kind = \(selection.kind ?? ""))
            AND (\(selection.orderKey == nil) OR order_key = \(selection.orderKey?.text ?? ""))
        """
    }

    /// An operator's question may look at all that waits.
    static let keptPlans: [PlanCase] = [
        PlanCase(list(UpdateSelection(), limit: 100), most: ["telegram_updates": 100]),
        PlanCase(raw(7), most: ["telegram_updates": 1]),
        PlanCase(retrying([7], at: 7), most: ["inbox": 1]),
        PlanCase(dropping([7]), most: ["inbox": 1]),
    ]
}
