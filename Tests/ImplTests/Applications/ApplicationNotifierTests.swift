import Domain
import Logging
import Platform
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Impl

/// Which messages new applications make, over a real SQLite file and a clock that a test moves.
struct ApplicationNotifierTests {
    private final class Clock: Sendable {
        private let time = Mutex<Int64>(1_000_000_000)
        var now: Int64 { time.withLock { $0 } }
        func advance(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000 } }
    }

    private struct Bench {
        let store: Store
        let clock = Clock()

        func notifier() -> ApplicationNotifier {
            let logger = Logger(level: .error, sink: MemorySink())
            let membership = Membership.alone(with: store, logger: logger)
            return ApplicationNotifier(
                store: store,
                membership: membership,
                queued: Impl.Signal(),
                logger: logger,
                now: { [clock] in clock.now }
            )
        }

        func save(_ ids: ClosedRange<Int64>) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    group.addTask {
                        let test = SavedTest(telegramID: id, firstName: "Ana \(id)", answers: Array("{}".utf8))
                        _ = try await store.applications.save(test)
                    }
                }
                try await group.waitForAll()
            }
        }

        /// The first lines of what the administrator was told.
        func told() async throws -> [String] {
            try await store.outbox.waiting(after: 0, or: [], limit: 999).map { message in
                let text = String(decoding: message.message.parameters, as: UTF8.self)
                return String(text.dropFirst(#"{"text":""#.count).prefix { $0 != "\\" && $0 != "\"" }.dropFirst(2))
            }
        }
    }

    private func withBench(
        administrators: [Int64: Administrator.Rank] = [7: .admin],
        before: (Bench) async throws -> Void = { _ in },
        _ body: (Bench) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let location = DatabaseURL.sqlite(path: folder.path + "/a.sqlite")
        let steps = Array(Migration.all.prefix { $0.name != "application-notices" })
        let old = try Store(location, migrate: true, migrations: steps, now: SystemClock.microseconds)
        try await before(Bench(store: old))
        await old.close()
        let store = try Store(location, migrate: true, now: SystemClock.microseconds)
        try await store.administrators.seed(administrators)
        do { try await body(Bench(store: store)) } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    @Test func applicationsThatWereThereBeforeTheFirstStartAreNotTold() async throws {
        try await withBench(before: { try await $0.save(101...105) }) { bench in
            let notifier = bench.notifier()
            try await notifier.look()
            try await bench.save(101...106)
            try await notifier.look()
            #expect(try await bench.told() == ["New application #6"])
        }
    }

    @Test func eachIsToldOnceHoweverOftenItIsSavedOrLookedFor() async throws {
        try await withBench { bench in
            let notifier = bench.notifier()
            try await notifier.look()
            try await bench.save(101...103)
            // Others look at once, and some were started anew.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<8 {
                    let other = index < 4 ? notifier : bench.notifier()
                    group.addTask { try await other.look() }
                }
                try await group.waitForAll()
            }
            try await bench.save(101...104)
            try await notifier.look()
            try await bench.notifier().look()
            #expect(try await bench.told() == (1...4).map { "New application #\($0)" })
        }
    }

    @Test func whatIsMoreThanTenInAMinuteIsToldByItsNumber() async throws {
        try await withBench { bench in
            let notifier = bench.notifier()
            try await bench.save(101...106)
            try await notifier.look()
            bench.clock.advance(seconds: 1)
            try await bench.save(107...110)
            try await notifier.look()
            #expect(try await bench.told() == (1...10).map { "New application #\($0)" })
            bench.clock.advance(seconds: 1)
            try await bench.save(111...147)
            try await notifier.look()
            #expect(try await bench.told().dropFirst(10) == ["37 new applications"])
            // The next minute is told when it is over.
            bench.clock.advance(seconds: 59)
            try await bench.save(148...160)
            try await notifier.look()
            #expect(try await bench.told().count == 11)
            bench.clock.advance(seconds: 1)
            try await notifier.look()
            #expect(try await bench.told().dropFirst(11) == ["13 new applications"])
            bench.clock.advance(seconds: 60)
            try await bench.save(161...170)
            try await notifier.look()
            #expect(try await bench.told().dropFirst(12) == (61...70).map { "New application #\($0)" }[...])
            // One that there is no room for is no number.
            try await bench.save(171...171)
            try await notifier.look()
            #expect(try await bench.told().last == "New application #71")
            try await bench.save(172...172)
            try await notifier.look()
            #expect(try await bench.told().count == 23)
        }
    }

    @Test func tenThousandAtOnceAreOneMessage() async throws {
        try await withBench { bench in
            let notifier = bench.notifier()
            try await bench.save(1_001...11_000)
            for _ in 0..<30 {
                try await notifier.look()
                bench.clock.advance(seconds: 1)
            }
            #expect(try await bench.told() == ["10000 new applications"])
        }
    }

    @Test func whereNobodyAdministersNothingIsToldLater() async throws {
        try await withBench(administrators: [:]) { bench in
            try await bench.save(101...102)
            try await bench.notifier().look()
            #expect(try await bench.store.applicationNotices.marks().toldTo == 2)
        }
    }
}
