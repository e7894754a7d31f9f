import HTTPServer
import PostgreSQL
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// Transactions that meet others, lose their connection or are not wanted any more.
@Suite(.blocking) struct PostgreSQLTransactionTests {
    private func withAccounts(
        setting: String? = nil,
        options: PostgreSQLDatabase.Options = .patient,
        cluster: PostgreSQLCluster? = nil,
        loops count: Int = 1,
        _ body: (PostgreSQLBench, Accounts) async throws -> Void
    ) async throws {
        let cluster = try cluster ?? PostgreSQLCluster.shared()
        let url = try cluster.newDatabase()
        let name = url.split(separator: "/").last ?? ""
        if let setting { _ = try cluster.query("ALTER DATABASE \(name) SET \(setting)", in: url) }
        let migrations = Migration.all + [Accounts.migration]
        let store = try Store.open(target(url), migrate: true, migrations: migrations, options: options)
        let loops = try TestLoops(count) { store.attach(to: $0) }
        let bench = PostgreSQLBench(store: store, cluster: cluster, url: url, loops: loops)
        var failure: (any Error)?
        do {
            try await Accounts(store).open(1...3, balance: 10)
            try await body(bench, Accounts(store))
        } catch { failure = error }
        await loops.end()
        await store.close()
        if let failure { throw failure }
    }

    /// On a loop: this thread waits for what it does.
    private func start<Value: Sendable>(
        _ bench: PostgreSQLBench,
        _ body: @escaping @Sendable () async throws -> Value
    ) -> Task<Value, any Error> {
        Task(executorPreference: bench.loops.executors[0]) { try await body() }
    }

    private func waitForALock(_ bench: PostgreSQLBench, count: Int = 1) throws {
        try Deadline.wait(seconds: 20, for: "\(count) to wait for a lock") {
            let waiting = """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """
            return try bench.query(waiting) == "\(count)" ? () : nil
        }
    }

    @Test func aDeadlockIsTriedAgain() async throws {
        var options = PostgreSQLDatabase.Options.patient
        // Five times as long as it waits for a lock.
        options.statementTimeoutMilliseconds = 300_000
        try await withAccounts(setting: "deadlock_timeout = '50ms'", options: options) { bench, accounts in
            // Counts updates of account 1, those that are undone as well, and holds them where they have its lock.
            _ = try bench.query(
                """
                CREATE SEQUENCE updates;
                CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM nextval('updates'), pg_advisory_xact_lock_shared(1);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER hold BEFORE UPDATE ON accounts FOR EACH ROW WHEN (OLD.id = 1) EXECUTE FUNCTION hold();
                """
            )
            let gate = try Session(target(bench.url), applicationName: "gate")
            try gate.run("SELECT pg_advisory_lock(1)")
            let paid = start(bench) { try await accounts.pay(5, from: 1, to: 2) }
            try waitForALock(bench)
            // Never looks for a deadlock: the transaction, which has still to wait for account 2, finds it.
            let other = try BackgroundValue {
                try Session(target(bench.url), applicationName: "other").run(
                    """
                    SET deadlock_timeout = '10min';
                    BEGIN;
                    UPDATE accounts SET balance = balance + 1 WHERE id = 2;
                    UPDATE accounts SET balance = balance + 1 WHERE id = 1;
                    COMMIT
                    """
                )
            }
            let wait = Result { try waitForALock(bench, count: 2) }
            try gate.run("SELECT pg_advisory_unlock(1)")
            try other.result().get()
            try wait.get()
            #expect(try await paid.value)
            #expect(try await accounts.balances == [6, 16, 10])
            // The other one's, and two or more of the payment, which may meet it again.
            let updates = try #require(Int64(try bench.query("SELECT last_value FROM updates")))
            #expect(updates >= 3, "\(updates)")
        }
    }

    @Test func aSerialisationFailureIsTriedAgain() async throws {
        try await withAccounts(setting: "default_transaction_isolation = 'repeatable read'") { bench, accounts in
            let other = try Session(target(bench.url), applicationName: "other")
            try other.run("BEGIN; UPDATE accounts SET balance = balance + 1 WHERE id = 1")
            let paid = start(bench) { try await accounts.pay(5, from: 1, to: 2) }
            try waitForALock(bench)
            // What the transaction has seen is not what is there.
            try other.run("COMMIT")
            #expect(try await paid.value)
            #expect(try await accounts.balances == [6, 15, 10])
        }
    }

    /// The product's own conflicts, of which it makes as many as it can, and three that are certain. A payment that is
    /// given up is told so, and has moved nothing.
    @Test func paymentsInAllDirectionsFromSeveralLoopsEndAndLoseNothing() async throws {
        // Each deadlock is found after that time, and there are dozens.
        try await withAccounts(setting: "deadlock_timeout = '10ms'", loops: 3) { bench, accounts in
            _ = try bench.query(
                """
                UPDATE accounts SET balance = 100;
                CREATE SEQUENCE updates;
                CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('updates') IN (4, 9, 15) THEN RAISE 'forced' USING ERRCODE = '40P01'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER conflict BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION conflict();
                """
            )
            let payments = (0..<48).map { index in
                let payer = index % 3
                return (payer: payer, payee: (payer + 1 + index / 3 % 2) % 3, sum: Int64(payer + 1))
            }
            let paid = try await withThrowingTaskGroup(of: Int?.self) { group in
                for (index, (payer, payee, sum)) in payments.enumerated() {
                    group.addTask(executorPreference: bench.loops.executors[index % 3]) {
                        do throws(StorageError) {
                            let isDone = try await accounts.pay(sum, from: Int64(payer + 1), to: Int64(payee + 1))
                            #expect(isDone)
                            return index
                        } catch .unavailable(let reason) where reason.contains("40P01") {
                            // Five more tries met others as well.
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            var expected: [Int64] = [100, 100, 100]
            for index in paid {
                expected[payments[index].payer] -= payments[index].sum
                expected[payments[index].payee] += payments[index].sum
            }
            #expect(paid.count >= 40)
            #expect(try await accounts.balances == expected)
            #expect(expected != [100, 100, 100])
            // A sequence does not go back with a transaction: more were tried than those that were done.
            let updates = try #require(Int64(try bench.query("SELECT last_value FROM updates")))
            #expect(updates >= 2 * paid.count + 3, "\(updates)")
        }
    }

    @Test func aRequiredStatementThatFailsIsNoUnmetRequirement() async throws {
        try await withAccounts { bench, accounts in
            for value in ["one", "1"] {
                var transaction = Transaction()
                transaction.add("UPDATE accounts SET balance = 99 WHERE id = 1")
                let cast = transaction.require("SELECT id FROM accounts WHERE id = CAST(\(value) AS bigint) + 9")
                let outcome = await Self.outcome(of: transaction, accounts)
                if value == "1" {
                    #expect(outcome == .success(cast))
                } else if case .failure(.internal(let reason)) = outcome {
                    #expect(reason.contains("statement 2 of 2") && reason.contains("22P02"), "\(reason)")
                } else {
                    Issue.record("\(outcome)")
                }
            }
            let balances = try await accounts.balances
            #expect(balances == [10, 10, 10])
        }
    }

    @Test func aRequiredStatementLocksAllItsRows() async throws {
        try await withAccounts { bench, accounts in
            let other = try Session(target(bench.url), applicationName: "other")
            try other.run("BEGIN; SELECT 1 FROM accounts WHERE id = 3 FOR UPDATE")
            var transaction = Transaction()
            transaction.require(SQL(postgreSQL: "SELECT id FROM accounts WHERE id < 3 ORDER BY id FOR UPDATE"))
            transaction.add("UPDATE accounts SET balance = 0 WHERE id = 3")
            let done = start(bench) { [transaction] in try await accounts.database.transact(transaction) }
            try waitForALock(bench)
            let free = "SELECT count(*) FROM (SELECT id FROM accounts FOR UPDATE SKIP LOCKED) AS free"
            #expect(try bench.query(free) == "0")
            try other.run("COMMIT")
            #expect(try await done.value == nil)
            #expect(try await accounts.balances == [10, 10, 0])
        }
    }

    @Test func aTransactionThatLosesItsConnectionIsNotDoneByHalf() async throws {
        try await withAccounts { bench, accounts in
            let outcome = start(bench) { await Self.slowPayment(accounts) }
            try waitForItsSleep(bench)
            _ = try bench.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
            )
            guard case .unavailable = try await outcome.value else {
                Issue.record("\(String(describing: try await outcome.value))")
                return
            }
            #expect(try bench.query("SELECT sum(balance) FROM accounts WHERE id < 3") == "20")
            #expect(try bench.query("SELECT balance FROM accounts WHERE id = 1") == "10")
            #expect(try await accounts.pay(5, from: 1, to: 2), "the next one has another connection")
        }
    }

    @Test func aTransactionWhoseServerDiesIsNotDoneByHalf() async throws {
        let cluster = try PostgreSQLCluster()
        try await withAccounts(cluster: cluster) { bench, accounts in
            let outcome = start(bench) { await Self.slowPayment(accounts) }
            try waitForItsSleep(bench)
            try cluster.killHard()
            guard case .unavailable = try await outcome.value else {
                Issue.record("\(String(describing: try await outcome.value))")
                return
            }
            try cluster.start()
            #expect(try bench.query("SELECT balance FROM accounts WHERE id = 1") == "10")
        }
    }

    @Test func oneThatIsCancelledWhileItWaitsIsNotSentAndOneThatWasSentIsAwaited() async throws {
        try await withAccounts { bench, accounts in
            let other = try Session(target(bench.url), applicationName: "other")
            try other.run("BEGIN; SELECT 1 FROM accounts WHERE id = 1 FOR UPDATE")
            let loop = bench.loops.executors[0]
            var tasks: [Task<Bool, any Error>] = []
            for index in 0..<6 {
                tasks.append(
                    Task(executorPreference: loop) { try await accounts.pay(1, from: index == 0 ? 1 : 2, to: 3) }
                )
                if index == 0 { try waitForALock(bench) }
            }
            // Behind them on the loop: they wait in the queue now, and one of them in the server.
            try await Task(executorPreference: loop) { _ = try await accounts.balances }.value
            tasks[0].cancel()
            tasks[3].cancel()
            tasks[5].cancel()
            try other.run("COMMIT")
            #expect(try await tasks[0].value, "it was sent")
            for index in [1, 2, 4] { #expect(try await tasks[index].value) }
            for index in [3, 5] {
                await #expect(throws: StorageError.cancelled) { try await tasks[index].value }
            }
            #expect(try await accounts.balances == [9, 7, 14])
        }
    }

    /// Text that a statement of ours prepares in one exchange and that others use behind it.
    @Test func aStatementThatCannotBePreparedDoesNotHarmTheNext() async throws {
        try await withAccounts { bench, accounts in
            let loop = bench.loops.executors[0]
            let sql: SQL = "SELECT number FROM later WHERE number = \(Int64(1))"
            @Sendable func ask() async -> Result<[Int64], StorageError> {
                do throws(StorageError) {
                    return .success(try await accounts.database.read(sql) { $0.integer(0) })
                } catch { return .failure(error) }
            }
            let answers = await withTaskGroup(of: Result<[Int64], StorageError>.self) { group in
                for _ in 0..<6 { group.addTask(executorPreference: loop) { await ask() } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            for answer in answers {
                guard case .failure(.migrations) = answer else {
                    Issue.record("\(answer)")
                    continue
                }
            }
            _ = try bench.query("CREATE TABLE later AS SELECT 1::bigint AS number")
            for _ in 0..<12 { #expect(await ask() == .success([1])) }
        }
    }

    private static func outcome(
        of transaction: Transaction,
        _ accounts: Accounts
    ) async -> Result<Transaction.Requirement?, StorageError> {
        do throws(StorageError) {
            return .success(try await accounts.database.transact(transaction))
        } catch {
            return .failure(error)
        }
    }

    private static func slowPayment(_ accounts: Accounts) async -> StorageError? {
        var transaction = Transaction()
        transaction.add("UPDATE accounts SET balance = balance - 5 WHERE id = 1")
        transaction.add(SQL(postgreSQL: "SELECT pg_sleep_for('60 s')"))
        transaction.add("UPDATE accounts SET balance = balance + 5 WHERE id = 2")
        do throws(StorageError) {
            try await accounts.database.transact(transaction)
            return nil
        } catch {
            return error
        }
    }

    private func waitForItsSleep(_ bench: PostgreSQLBench) throws {
        try Deadline.wait(seconds: 20, for: "the transaction to be half done") {
            let asleep = """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event = 'PgSleep'
                """
            return try bench.query(asleep) == "1" ? () : nil
        }
    }
}
