import Storage
import Testing

/// A behaviour of every `Store`: a function over any implementation with an empty database and a clock at hand.
struct StoreBehaviour: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let check: @Sendable (Store, TestClock) async throws -> Void

    init(_ name: String, _ check: @escaping @Sendable (Store, TestClock) async throws -> Void) {
        testDescription = name
        self.check = check
    }

    static let all: [StoreBehaviour] =
        users + savedTests + applications + updates + outbox + leases + botSetUps + administrators
        + requests + broadcasts + pruning + keptUpdates + statistics + applicationNotices
}

/// The behaviours on SQLite.
@Suite struct SQLiteBehaviourTests {
    @Test(arguments: StoreBehaviour.all)
    func sqlite(behaviour: StoreBehaviour) async throws {
        try await withStore { store, clock in try await behaviour.check(store, clock) }
    }
}
