import HTTPServer
import Platform
import Storage
import Telegram

/// The database for as long as a command needs it: beside a running server, too.
enum StoreConnection {
    /// Runs `body` with the store, on a loop that has its connections. The database must have its migrations.
    ///
    /// On SQLite the process that has the file is asked, where one does.
    static func withStore<Value: Sendable>(
        _ database: DatabaseURL,
        _ postgreSQL: PostgreSQLDatabase.Options = PostgreSQLDatabase.Options(),
        _ body: @escaping @Sendable (Store) async throws -> Value
    ) async throws(CommandFailure) -> Value {
        var options = Store.Options()
        options.postgreSQL = postgreSQL
        options.sqlite.asksOwner = true
        let store = try open(database, options)
        let result: Result<Value, any Error>
        do {
            let work = try WorkLoop()
            store.attach(to: [], work: work.loop)
            try work.start()
            result = await Task(executorPreference: work.loop) { try await body(store) }.result
            await store.close()
            await work.end()
        } catch {
            result = .failure(error)
        }
        do {
            return try result.get()
        } catch {
            throw CommandFailure(error)
        }
    }

    private static func open(_ database: DatabaseURL, _ options: Store.Options) throws(CommandFailure) -> Store {
        do throws(StorageError) {
            return try Store(database, migrate: false, options: options, now: SystemClock.microseconds)
        } catch {
            switch error {
            case .migrations(let reason): throw .refused("\(reason); run telegram-backend migrate")
            case .unavailable, .internal: throw .refused(error.description)
            }
        }
    }
}
