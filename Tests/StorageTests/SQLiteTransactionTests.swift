import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct SQLiteTransactionTests {
    private static let migrations: [Migration] = Migration.all + [Accounts.migration]

    @Test func oneThatIsCancelledWhileItWaitsIsNotRun() async throws {
        // The writer waits for the lock a few seconds only: other tests, which block, must not hold these tasks up.
        let executor = try BlockingExecutor()
        try await withTaskExecutorPreference(executor) {
            let directory = try TemporaryFolder()
            let store = try Store.open(path: directory.database, migrate: true, migrations: Self.migrations)
            let accounts = Accounts(store)
            try await accounts.open(1...2, balance: 10)
            let begun = store.sqlite.statistics.begun
            let blocker = try SQLiteConnection(path: directory.database, mode: .writer)
            try blocker.execute("PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE")
            let first = Task(executorPreference: executor) { try await accounts.pay(1, from: 1, to: 2) }
            #expect(await eventually { store.sqlite.statistics.begun == begun + 1 })
            let second = Task(executorPreference: executor) { try await accounts.pay(2, from: 1, to: 2) }
            #expect(await eventually { store.sqlite.waitingWrites == 1 })
            second.cancel()
            try blocker.execute("ROLLBACK")
            #expect(try await first.value)
            await #expect(throws: StorageError.cancelled) { try await second.value }
            #expect(try await accounts.balances == [9, 11])
            try await store.checkHealth()
            #expect(store.sqlite.statistics.failures == 0)
            #expect(store.sqlite.groupCommit.health.doubt == nil, "nothing is wrong with the file")
            blocker.close()
            await store.close()
        }
    }

    @Test func oneWhoseCommitFailsGivesNoRows() async throws {
        let directory = try TemporaryFolder()
        let store = try Store.open(path: directory.database, migrate: true, migrations: Self.migrations)
        let accounts = Accounts(store)
        try await accounts.open(1...2, balance: 10)
        try FileManager.default.removeItem(atPath: directory.database)
        var transaction = Transaction()
        let rows = transaction.add("UPDATE accounts SET balance = 9 RETURNING balance") { $0.integer(0) }
        let failure = await #expect(throws: StorageError.self) { try await store.database.transact(transaction) }
        guard case .unavailable = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(rows.rows == [] && rows.first == nil)
        #expect(store.sqlite.statistics.failures == 1)
        await store.close()
    }

    /// A process of its own pays as fast as it can, and kills itself.
    @Test func aKillLeavesNoTransactionHalfDone() async throws {
        let directory = try TemporaryFolder()
        let database = directory.database
        await #expect(processExitsWith: .signal(SIGKILL)) { [database = database as String] in
            let store = try Store.open(
                path: database,
                migrate: true,
                migrations: Migration.all + [Accounts.migration]
            )
            let accounts = Accounts(store)
            try await accounts.open(1...4, balance: 1_000_000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<16 {
                    group.addTask {
                        for index in 0..<200 {
                            let payer = Int64((task + index) % 4 + 1)
                            _ = try await accounts.pay(Int64(index), from: payer, to: payer % 4 + 1)
                            // In the middle of the others' transactions.
                            if task == 15, index == 100 { kill(getpid(), SIGKILL) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let store = try Store.open(path: database, migrate: false, migrations: Self.migrations)
        let balances = try await Accounts(store).balances
        #expect(balances.reduce(0, +) == 4_000_000)
        #expect(balances != [1_000_000, 1_000_000, 1_000_000, 1_000_000])
        await store.close()
    }
}
