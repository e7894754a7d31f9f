import Testing

@testable import Storage

/// A stored noun that is added beside the product's own.
@Suite struct NoteTests {
    private static let migrations: [Migration] = Migration.all + [.notes]

    private func check(_ store: Store, _ clock: TestClock) async throws {
        let notes = Notes(store.database)
        let first = try await notes.add("'; DROP TABLE notes; --", of: 7)
        let second = try await notes.add("ü", of: 7)
        #expect(first == Note(id: first.id, owner: 7, text: "'; DROP TABLE notes; --", createdAt: clock.now))
        #expect(try await notes.list(of: 7) == [second, first])
        #expect(try await notes.list(of: 8) == [])
        #expect(try await !notes.move(from: 7, to: 8), "8 has no note")
        #expect(try await notes.list(of: 7).count == 2)
        _ = try await notes.add("x", of: 8)
        #expect(try await notes.move(from: 7, to: 8))
        #expect(try await notes.list(of: 8).count == 3)
        await #expect(throws: StorageError.self) { try await notes.add("", of: 7) }
        try await store.checkHealth()
    }

    @Test func sqlite() async throws {
        try await withStore(migrations: Self.migrations) { store, clock in try await check(store, clock) }
    }

    @Test func postgreSQL() async throws {
        try await withPostgreSQL(
            migrations: Self.migrations,
            ended: { store in
                let cases = Notes.plans + Store.nouns.flatMap { $0.plans }
                #expect(statementsWithoutPlan(store, cases) == [])
            }
        ) {
            try await check($0.store, $1)
        }
    }
}
