import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct GroupCommitTests {
    /// Lends a store whose writer waits for a lock that this test holds, so that writes pile up.
    private func withBlockedWriter(
        options: SQLiteDatabase.Options = SQLiteDatabase.Options(),
        _ body: (Store, _ release: () throws -> Void) async throws -> Void
    ) async throws {
        // The writer waits for the lock a few seconds only: other tests, which block, must not hold these tasks up.
        try await withTaskExecutorPreference(try BlockingExecutor()) {
            let directory = try TemporaryFolder()
            let store = try Store.open(path: directory.database, migrate: true, options: options)
            let blocker = try SQLiteConnection(path: directory.database, mode: .writer)
            try blocker.execute("PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE")
            try await body(store) { try blocker.execute("ROLLBACK") }
            blocker.close()
            await store.close()
        }
    }

    @Test func writesThatWaitShareOneTransaction() async throws {
        try await withBlockedWriter { store, release in
            let saved = try await withThrowingTaskGroup(of: SaveTestOutcome.self) { group in
                group.addTask { try await store.applications.save(SavedTest(1)) }
                #expect(await eventually { store.sqlite.statistics.begun == 1 })
                for id in 2...201 { group.addTask { try await store.applications.save(SavedTest(Int64(id))) } }
                #expect(await eventually { store.sqlite.waitingWrites == 200 })
                try release()
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(saved.count == 201)
            #expect(store.sqlite.statistics.writes == 201)
            #expect(store.sqlite.statistics.largestBatch == 200)
            #expect(store.sqlite.statistics.commits == 2)
        }
    }

    @Test func aWriteThatFailsHalfWayIsUndoneAlone() async throws {
        try await withBlockedWriter { store, release in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await store.applications.save(SavedTest(1)) }
                #expect(await eventually { store.sqlite.statistics.begun == 1 })
                group.addTask { _ = try await store.applications.save(SavedTest(2)) }
                group.addTask {
                    await #expect(throws: StorageError.internal("half way")) {
                        try await store.sqlite.write { connection throws(StorageError) in
                            try connection.execute("DELETE FROM applications; UPDATE users SET first_name = 'x'")
                            throw .internal("half way")
                        }
                    }
                }
                group.addTask { _ = try await store.applications.save(SavedTest(3)) }
                #expect(await eventually { store.sqlite.waitingWrites == 3 })
                try release()
                try await group.waitForAll()
            }
            #expect(store.sqlite.statistics.commits == 2)
            let page = try await store.applications.page(ApplicationsQuery())
            #expect(page.total == 3 && page.items.count == 3)
            #expect(page.items.allSatisfy { $0.user.profile.firstName.isEmpty })
        }
    }

    @Test func aWriteThatFailsHalfWayIsUndoneWhereItIsTheOnlyOne() async throws {
        try await withStore { store, _ in
            _ = try await store.applications.save(SavedTest(1))
            await #expect(throws: StorageError.internal("half way")) {
                try await store.sqlite.write { connection throws(StorageError) in
                    try connection.execute("DELETE FROM applications; UPDATE users SET first_name = 'x'")
                    throw .internal("half way")
                }
            }
            let page = try await store.applications.page(ApplicationsQuery())
            #expect(page.total == 1 && page.items.map(\.user.profile.firstName) == [""])
            #expect(try await store.applications.save(SavedTest(2)).created, "the next transaction is a new one")
            #expect(store.sqlite.statistics.failures == 0)
        }
    }

    @Test func aTransactionThatIsLostWithItsOnlyWriteIsNotAcknowledged() async throws {
        try await withStore { store, _ in
            await #expect(throws: StorageError.self) {
                try await store.sqlite.write { connection throws(StorageError) in
                    try connection.execute("ROLLBACK")
                }
            }
            #expect(store.sqlite.statistics.failures == 1)
            let next = try await store.applications.save(SavedTest(1))
            #expect(next.created, "the next transaction is a new one")
        }
    }

    @Test func aLostTransactionAcknowledgesNoneOfItsWrites() async throws {
        try await withBlockedWriter { store, release in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await store.applications.save(SavedTest(1)) }
                #expect(await eventually { store.sqlite.statistics.begun == 1 })
                for id in 2...4 {
                    group.addTask {
                        await #expect(throws: StorageError.self) {
                            try await store.applications.save(SavedTest(Int64(id)))
                        }
                    }
                }
                group.addTask {
                    await #expect(throws: StorageError.unavailable("lost")) {
                        try await store.sqlite.write { connection throws(StorageError) in
                            try connection.execute("ROLLBACK")
                            throw .unavailable("lost")
                        }
                    }
                }
                #expect(await eventually { store.sqlite.waitingWrites == 4 })
                try release()
                try await group.waitForAll()
            }
            #expect(store.sqlite.statistics.failures == 1)
            #expect(try await store.applications.page(ApplicationsQuery()).total == 1)
            #expect(try await store.applications.save(SavedTest(2)).created, "the next transaction is a new one")
        }
    }

    @Test func readsDoNotWaitForTheWriter() async throws {
        try await withBlockedWriter { store, release in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await store.applications.save(SavedTest(1)) }
                try await store.checkHealth()
                #expect(try await store.applications.page(ApplicationsQuery()).total == 0)
                #expect(store.sqlite.statistics.commits == 0)
                try release()
                try await group.waitForAll()
            }
            #expect(try await store.applications.page(ApplicationsQuery()).total == 1)
        }
    }

    @Test func aFullQueueRefusesInsteadOfGrowing() async throws {
        var options = SQLiteDatabase.Options()
        options.queueCapacity = 4
        options.batchSize = 1
        try await withBlockedWriter(options: options) { store, release in
            let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
                for id in 1...20 {
                    group.addTask {
                        do throws(StorageError) {
                            _ = try await store.applications.save(SavedTest(Int64(id)))
                            return false
                        } catch {
                            guard case .unavailable = error else { throw error }
                            return true
                        }
                    }
                }
                // Four wait and one is with the writer: at least fifteen are refused before anything is written.
                var refused = 0
                while refused < 15, let isRefused = try await group.next() { refused += isRefused ? 1 : 0 }
                try release()
                for try await isRefused in group where isRefused { refused += 1 }
                return refused
            }
            let saved = try await store.applications.page(ApplicationsQuery()).total
            #expect(Int64(refused) + saved == 20)
            #expect(saved >= 4)
        }
    }

    @Test func batchesAreBounded() async throws {
        var options = SQLiteDatabase.Options()
        options.batchSize = 8
        try await withBlockedWriter(options: options) { store, release in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...100 { group.addTask { _ = try await store.applications.save(SavedTest(Int64(id))) } }
                #expect(await eventually { store.sqlite.waitingWrites >= 92 })
                try release()
                try await group.waitForAll()
            }
            #expect(store.sqlite.statistics.largestBatch == 8)
        }
    }

    @Test func aFullDiskIsUnavailableAndReadsGoOn() async throws {
        var options = SQLiteDatabase.Options()
        options.maximumPages = 60
        try await withStore(options: options) { store, _ in
            let answers = #"{"x":"\#(String(repeating: "x", count: 20_000))"}"#
            var saved: Int64 = 0
            var failure: StorageError?
            while failure == nil, saved < 100 {
                do throws(StorageError) {
                    _ = try await store.applications.save(SavedTest(saved + 1, answers: answers))
                    saved += 1
                } catch {
                    failure = error
                }
            }
            guard case .unavailable(let reason) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(reason.contains("full"))
            #expect(saved > 0)
            #expect(try await store.applications.page(ApplicationsQuery()).total == saved)
            // Nothing of the failed write stays, and what needs no new page is still written.
            let newest = try #require(try await store.applications.page(ApplicationsQuery(limit: 1)).items.first)
            #expect(newest.user.profile.telegramID == saved)
            #expect(try await store.applications.delete(id: newest.id))
            #expect(try await store.applications.save(SavedTest(saved, answers: "{}")).created)
        }
    }
}
