import Platform

/// A SQLite file that another process has: that one is asked, over the socket beside the file.
final class ServedDatabase: Sendable {
    private typealias Job = @Sendable () -> Void

    /// How long an answer may take: a write waits for its turn and for the disk.
    private static let patience: Int32 = 30_000

    private let address: CommandSocketAddress
    /// Asking blocks.
    private let thread: WorkerThread<@Sendable () -> Void>
    /// Microseconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64

    private init(_ address: CommandSocketAddress, now: @escaping @Sendable () -> Int64) throws(StorageError) {
        self.address = address
        self.now = now
        do throws(SystemError) {
            thread = try WorkerThread(name: "sqlite-served", capacity: 1_000, batch: 1) { jobs in
                for job in jobs { job() }
            } end: {
            }
        } catch {
            throw .unavailable("no thread for the database: \(error.text)")
        }
    }

    /// Opens the file, or asks the process that has it; waits for one that neither lets go of it nor can be asked.
    ///
    /// - Parameters: as `SQLiteDatabase.open`.
    static func openOrAsk(
        path: String,
        migrations: [Migration],
        migrate: Bool,
        options: SQLiteDatabase.Options,
        now: @escaping @Sendable () -> Int64
    ) throws(StorageError) -> Database {
        let end = SystemClock.monotonicMilliseconds() + options.lockWaitMilliseconds
        var brief = options
        brief.lockWaitMilliseconds = min(100, options.lockWaitMilliseconds)
        while true {
            let file = try DatabaseFile(path: path)
            let address = CommandSocketAddress(of: file.path)
            if address.isOwn(file.path), let connection = try? address.connect() {
                ServedConnection(connection, milliseconds: 0).close()
                try Migration.requireNone(SQLiteDatabase.pendingMigrations(path: path, of: migrations))
                return .served(try ServedDatabase(address, now: now))
            }
            do throws(StorageError) {
                return .sqlite(
                    try SQLiteDatabase.open(
                        path: path,
                        migrations: migrations,
                        migrate: migrate,
                        options: brief,
                        now: now
                    )
                )
            } catch {
                guard FileLock.isHeld(file.path + ".lock"), SystemClock.monotonicMilliseconds() < end else {
                    throw error
                }
            }
        }
    }

    /// Adds up the rows of a query.
    func read<Value: Sendable>(
        _ sql: SQL,
        into value: Value,
        _ read: @Sendable (inout Value, borrowing StoredRow) -> Void
    ) async throws(StorageError) -> Value {
        let answer = try await ask(ServedRequest(.read, [.init(sql: sql.sqlite, isRequired: false)]))
        var value = value
        for row in answer.rows.first ?? [] { read(&value, StoredRow(row)) }
        return value
    }

    func transact(_ transaction: Transaction) async throws(StorageError) -> Transaction.Requirement? {
        let steps = transaction.steps.map { ServedRequest.Step(sql: $0.sql.sqlite, isRequired: $0.isRequired) }
        let answer = try await ask(ServedRequest(.transact, steps))
        for (step, rows) in zip(transaction.steps, answer.rows) {
            step.slot?.reset()
            for row in rows { step.slot?.receive(StoredRow(row)) }
        }
        return answer.unmet.map { Transaction.Requirement(index: $0) }
    }

    func close() async { await thread.finish() }

    private func ask(_ request: ServedRequest) async throws(StorageError) -> ServedAnswer {
        let outcome = await withCheckedContinuation { caller in
            let isTaken = thread.submit { [address] in
                caller.resume(returning: ServedDatabase.ask(request, at: address))
            }
            if !isTaken { caller.resume(returning: .failure(.unavailable("the store is closed"))) }
        }
        return try outcome.get()
    }

    private static func ask(
        _ request: ServedRequest,
        at address: CommandSocketAddress
    ) -> Result<ServedAnswer, StorageError> {
        do throws(SystemError) {
            let connection = ServedConnection(try address.connect(), milliseconds: patience)
            defer { connection.close() }
            try connection.send(request.encoded)
            let answer = try connection.receive()
            return Result { () throws(StorageError) in try ServedAnswer(decoding: answer) }
        } catch {
            let reason = "the process that has the database does not answer at \(address.path): \(error.text)"
            return .failure(.unavailable("\(reason); what it was asked for it may have done"))
        }
    }
}
