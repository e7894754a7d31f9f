import Domain
import Logging
import Platform
import Storage
import TestSupport
import Testing

@testable import Impl

/// What is old goes, in the end, and what is not stays.
struct PrunerTests {
    @Test func aRoundForgetsAllThatIsOldAndTellsOfIt() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(.sqlite(path: folder.path + "/a.sqlite"), migrate: true, now: SystemClock.microseconds)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in Int64(1)...1_000 {
                group.addTask { _ = try await store.updates.record(ReceivedUpdate(updateID: id, raw: [])) }
            }
            try await group.waitForAll()
            for id in Int64(1_001)...1_005 { _ = try await store.updates.record(ReceivedUpdate(updateID: id, raw: [])) }
            for (update, _) in try await store.updates.waiting(.max, after: 0, or: [], limit: 1_000) {
                group.addTask { _ = try await store.updates.finish(update.id, messages: []) }
            }
            try await group.waitForAll()
        }
        let sink = MemorySink()
        var options = Pruner.Options()
        options.pause = .zero
        func round() async throws {
            let logger = Logger(level: .info, sink: sink)
            try await Pruner(store: store, options: options, owner: 1, logger: logger).round()
        }
        try await round()
        #expect(try await !store.updates.record(ReceivedUpdate(updateID: 1, raw: [])) && sink.lines.isEmpty)
        options.updates = -60_000_000
        try await round()
        #expect(try await store.updates.record(ReceivedUpdate(updateID: 1, raw: [])))
        #expect(try await !store.updates.record(ReceivedUpdate(updateID: 1_001, raw: [])), "it waits")
        #expect(sink.lines.count == 1 && sink.lines[0].contains("1000"))
        await store.close()
    }
}
