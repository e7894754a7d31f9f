import TestTraits
import Testing

@testable import Storage

/// A stored noun that is added beside the product's own.
@Suite(.blocking) struct MemoTests {
    private static let migrations: [Migration] = Migration.all + [.memos]

    private func check(_ store: Store, _ clock: TestClock) async throws {
        let memos = Memos(store.database)
        let first = try await memos.add("'; DROP TABLE memos; --", of: 7)
        let second = try await memos.add("ü", of: 7)
        #expect(first == Memo(id: first.id, owner: 7, text: "'; DROP TABLE memos; --", createdAt: clock.now))
        #expect(try await memos.list(of: 7) == [second, first])
        #expect(try await memos.list(of: 8) == [])
        #expect(try await !memos.move(from: 7, to: 8), "8 has no memo")
        #expect(try await memos.list(of: 7).count == 2)
        _ = try await memos.add("x", of: 8)
        #expect(try await memos.move(from: 7, to: 8))
        #expect(try await memos.list(of: 8).count == 3)
        await #expect(throws: StorageError.self) { try await memos.add("", of: 7) }
        try await store.checkHealth()
    }

    @Test func sqlite() async throws {
        try await withStore(migrations: Self.migrations) { store, clock in try await check(store, clock) }
    }

    @Test func postgreSQL() async throws {
        try await withPostgreSQL(
            migrations: Self.migrations,
            ended: { store in
                let cases = Memos.plans + Store.nouns.flatMap { $0.plans }
                #expect(statementsWithoutPlan(store, cases) == [])
            }
        ) {
            try await check($0.store, $1)
        }
    }
}
