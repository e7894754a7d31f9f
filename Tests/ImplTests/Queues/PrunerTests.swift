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

    @Test func recipientsOfEachBroadcastThatIsOverAreForgotten() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(.sqlite(path: folder.path + "/a.sqlite"), migrate: true, now: SystemClock.microseconds)
        for id in Int64(1)...3 {
            _ = try await store.users.logIn(UserProfile(telegramID: id))
            try await store.users.setReachable(true, telegramID: id)
        }
        var ids: [Int64] = []
        for key in ["a", "b", "c"] {
            let draft = BroadcastDraft(
                creator: 1,
                idempotencyKey: key,
                contentHash: "",
                message: BroadcastMessage(text: "Hello"),
                rate: 20
            )
            guard case .created(let made) = try await store.broadcasts.create(draft, recipients: 3) else {
                Issue.record("not made")
                return
            }
            let started = try #require(try await store.broadcasts.take(.start, id: made.id))
            while try await !store.broadcasts.list(started) {}
            if key != "b" { _ = try await store.broadcasts.take(.cancel, id: made.id) }
            ids.append(made.id)
        }
        let sink = MemorySink()
        var options = Pruner.Options()
        options.recipients = -60_000_000
        try await Pruner(store: store, options: options, owner: 1, logger: Logger(level: .info, sink: sink)).round()
        #expect(try await store.pruning.broadcast(after: 0, endedBefore: .max)?.0 == ids[1], "it is under way")
        #expect(try await store.pruning.broadcast(after: ids[1], endedBefore: .max) == nil)
        #expect(try await store.broadcasts.waiting(ids[1], after: 0, limit: 9).count == 3)
        #expect(sink.lines.count == 2 && sink.lines.allSatisfy { $0.contains("broadcast_recipients") })
        await store.close()
    }
}
