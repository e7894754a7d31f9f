import Synchronization
import TestTraits
import Testing

@testable import Storage

/// Accounts with a balance, which transactions move.
struct Accounts: Sendable {
    static let migration = Migration(
        version: Int64(Migration.all.count + 1),
        name: "accounts",
        sqlite: "CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0)) STRICT",
        postgreSQL: "CREATE TABLE accounts (id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0))"
    )

    let database: Database

    init(_ store: Store) { database = store.database }

    func open(_ ids: ClosedRange<Int64>, balance: Int64) async throws {
        var transaction = Transaction()
        for id in ids { transaction.add("INSERT INTO accounts (id, balance) VALUES (\(id), \(balance))") }
        try await database.transact(transaction)
    }

    /// False where there is not enough.
    func pay(_ sum: Int64, from payer: Int64, to payee: Int64) async throws(StorageError) -> Bool {
        var transaction = Transaction()
        transaction.require(
            """
            UPDATE accounts SET balance = balance - \(sum) WHERE id = \(payer) AND balance >= \(sum) RETURNING id
            """
        )
        transaction.require("UPDATE accounts SET balance = balance + \(sum) WHERE id = \(payee) RETURNING id")
        return try await database.transact(transaction) == nil
    }

    var balances: [Int64] {
        get async throws { try await database.read("SELECT balance FROM accounts ORDER BY id") { $0.integer(0) } }
    }
}

/// A behaviour of transactions on either database.
struct TransactionBehaviour: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let check: @Sendable (Store) async throws -> Void

    init(_ name: String, _ check: @escaping @Sendable (Store) async throws -> Void) {
        testDescription = name
        self.check = check
    }

    static let all: [TransactionBehaviour] = [
        TransactionBehaviour("a statement that fails undoes those before it, and is named") { store in
            let accounts = Accounts(store)
            try await accounts.open(1...2, balance: 10)
            var transaction = Transaction()
            let rows = transaction.add("UPDATE accounts SET balance = 99 WHERE id = 1 RETURNING balance") {
                $0.integer(0)
            }
            transaction.add("UPDATE accounts SET balance = -1 WHERE id = 2")
            transaction.add("UPDATE accounts SET balance = 98 WHERE id = 2")
            let failure = await #expect(throws: StorageError.self) { try await store.database.transact(transaction) }
            #expect(failure?.description.contains("statement 2 of 3") == true, "\(failure?.description ?? "")")
            if case .internal = failure {} else { Issue.record("\(String(describing: failure))") }
            #expect(rows.rows == [] && rows.first == nil)
            #expect(try await accounts.balances == [10, 10])
        },
        TransactionBehaviour("a requirement that is not met undoes everything, and is told") { store in
            let accounts = Accounts(store)
            try await accounts.open(1...2, balance: 10)
            var transaction = Transaction()
            let first = transaction.require("UPDATE accounts SET balance = 5 WHERE id = 1 RETURNING id")
            let second = transaction.require("SELECT 1 FROM accounts WHERE id = 3")
            let unmet = try await store.database.transact(transaction)
            #expect(unmet == second && unmet != first)
            #expect(try await accounts.balances == [10, 10])
            #expect(try await accounts.pay(7, from: 1, to: 2))
            #expect(try await !accounts.pay(7, from: 1, to: 2))
            #expect(try await accounts.balances == [3, 17])
        },
        TransactionBehaviour("each statement sees those before it, and rows come in their order") { store in
            let accounts = Accounts(store)
            try await accounts.open(1...3, balance: 1)
            var transaction = Transaction()
            transaction.add("UPDATE accounts SET balance = balance + id")
            let rows = transaction.add("SELECT balance FROM accounts ORDER BY id DESC") { $0.integer(0) }
            let none = transaction.add("SELECT balance FROM accounts WHERE id = 9") { $0.integer(0) }
            #expect(try await store.database.transact(transaction) == nil)
            #expect(rows.rows == [4, 3, 2] && rows.first == 4)
            #expect(none.rows.isEmpty)
            #expect(try await store.database.transact(Transaction()) == nil)
        },
        TransactionBehaviour("one that is cancelled before it is sent does nothing") { store in
            let accounts = Accounts(store)
            try await accounts.open(1...1, balance: 1)
            let task = Task {
                // Cancelled before it begins.
                while !Task.isCancelled { await Task.yield() }
                var transaction = Transaction()
                transaction.add("UPDATE accounts SET balance = 2")
                try await store.database.transact(transaction)
            }
            task.cancel()
            await #expect(throws: StorageError.cancelled) { try await task.value }
            #expect(try await accounts.balances == [1])
        },
        TransactionBehaviour("64 at once over the same rows keep what is there in all") { store in
            let accounts = Accounts(store)
            try await accounts.open(1...4, balance: 100)
            let paid = try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<64 {
                    let payer = Int64(index % 4 + 1)
                    // In the order of ids, so that most need not be tried again.
                    group.addTask {
                        try await accounts.pay(Int64(index), from: min(payer, 3), to: payer % 4 + (payer == 4 ? 4 : 1))
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let balances = try await accounts.balances
            #expect(paid > 0)
            #expect(balances.reduce(0, +) == 400, "\(balances)")
            #expect(balances.allSatisfy { $0 >= 0 })
        },
        TransactionBehaviour("every type goes in and comes out") { store in
            let bytes: [UInt8] = [0, 1, 255]
            let none: String? = nil
            let sql = SQL(
                sqlite: "SELECT \(Int64.min), \("é'\"$1"), \(true), \(bytes), \(none), \(utf8: Array("ü".utf8)), $1",
                postgreSQL: "SELECT \(Int64.min), \("é'\"$1"), \(true), \(bytes), \(none), \(utf8: Array("ü".utf8)), $1"
            )
            let isRight = try await store.database.readOne(sql) { row in
                row.integer(0) == .min && row.text(1) == "é'\"$1" && row.bool(2)
                    && row.optionalBytes(3) == [0, 1, 255] && row.isNull(4) && row.optionalText(4) == nil
                    && row.text(5) == "ü" && row.integer(6) == .min
            }
            #expect(isRight == true)
        },
    ]
}

@Suite(.blocking) struct TransactionTests {
    @Test(arguments: TransactionBehaviour.all)
    func sqlite(behaviour: TransactionBehaviour) async throws {
        try await withStore(migrations: Migration.all + [Accounts.migration]) { store, _ in
            try await behaviour.check(store)
        }
    }

    @Test(arguments: TransactionBehaviour.all)
    func postgreSQL(behaviour: TransactionBehaviour) async throws {
        try await withPostgreSQL(migrations: Migration.all + [Accounts.migration], options: .patient) { bench, _ in
            try await behaviour.check(bench.store)
        }
    }
}
