import Domain
import PostgreSQL
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// Processes on one PostgreSQL that wake each other.
@Suite(.blocking) struct WakeupsTests {
    /// What a listener told.
    private final class Events: Sendable {
        private let list: Mutex<[NotificationListener.Event]> = Mutex([])

        func add(_ event: NotificationListener.Event) { list.withLock { $0.append(event) } }
        func count(_ event: NotificationListener.Event) -> Int { list.withLock { $0.count { $0 == event } } }

        func wait(for event: NotificationListener.Event, count: Int = 1) throws {
            try Deadline.wait(seconds: 30, for: "\(event)") { self.count(event) >= count ? () : nil }
        }
    }

    @Test func whatOneNotifiesOthersHearAlsoAfterABrokenConnection() async throws {
        try await withPostgreSQL { bench, _ in
            let events = Events()
            let listener = try #require(bench.store.wakeups.listener(events.add))
            try listener.start()
            try events.wait(for: .listening)
            try await bench.store.wakeups.notify("a")
            try events.wait(for: .heard(payload: "a"))
            let listeners =
                "FROM pg_stat_activity WHERE application_name LIKE '% listener' AND datname = current_database()"
            #expect(try bench.query("SELECT pg_terminate_backend(pid) \(listeners)") == "t")
            try events.wait(for: .deaf)
            try events.wait(for: .listening, count: 2)
            try await bench.store.wakeups.notify("b")
            try events.wait(for: .heard(payload: "b"))
            await listener.stop()
        }
    }

    @Test func behindAPoolerNothingIsHeardAndThatIsSaid() async throws {
        try await withPostgreSQL(through: PgBouncer(before: .shared(), .transaction)) { bench, _ in
            let events = Events()
            let listener = try #require(bench.store.wakeups.listener(events.add))
            try listener.start()
            try events.wait(for: .pooled)
            try await bench.store.wakeups.notify("a")
            await listener.stop()
            #expect(events.count(.listening) == 0)
        }
    }

    @Test func sqliteHasNobodyToHear() async throws {
        try await withStore { store, _ in
            #expect(store.wakeups.listener { _ in } == nil)
            try await store.wakeups.notify("a")
        }
    }
}
