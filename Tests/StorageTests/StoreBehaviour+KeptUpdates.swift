import Domain
import Storage
import Testing

extension StoreBehaviour {
    /// Four updates: one dead, one that blocks its key, one that waits behind that, and one that waits.
    ///
    /// - Returns: their ids.
    private static func fill(_ store: Store) async throws -> [Int64] {
        for (id, chat, kind) in [(1, 1, "message"), (2, 2, "message/payment"), (3, 2, "message"), (4, 3, "poll")] {
            let key = OrderKey.chat(Int64(chat))
            let raw = Array("{\(id)}".utf8)
            _ = try await store.updates.record(ReceivedUpdate(updateID: Int64(id), kind: kind, orderKey: key, raw: raw))
        }
        let updates = try await store.updates.waiting(.max, after: 0, or: [], limit: 9).map(\.update)
        for (index, state) in [(0, WaitingUpdate.State.dead), (1, .blocking)] {
            var update = updates[index]
            update.attempts = 5
            update.state = state
            try await store.updates.fail(update, fault: "no")
        }
        return updates.map(\.id)
    }

    static let keptUpdates: [StoreBehaviour] = [
        StoreBehaviour("updates that wait for a decision are listed, and others where they are asked for") {
            (store: Store, clock: TestClock) async throws -> Void in
            let ids = try await fill(store)
            let listed = try await store.updates.list(UpdateSelection(), limit: 9)
            #expect(listed.map(\.id) == [ids[0], ids[1]] && listed.map(\.state) == [.dead, .blocking])
            let first = KeptUpdate(
                id: ids[0],
                updateID: 1,
                orderKey: .chat(1),
                kind: "message",
                state: .dead,
                attempts: 5,
                fault: "no",
                receivedAt: clock.now
            )
            #expect(listed.first == first)
            let all: Set<WaitingUpdate.State> = [.dead, .blocking, .pending]
            for (selection, found) in [
                (UpdateSelection(states: all), ids), (UpdateSelection(states: [.pending]), [ids[2], ids[3]]),
                (UpdateSelection(states: all, kind: "message"), [ids[0], ids[2]]),
                (UpdateSelection(states: all, orderKey: .chat(2)), [ids[1], ids[2]]),
                (UpdateSelection(ids: [ids[1], 99], states: all), [ids[1]]), (UpdateSelection(ids: []), []),
            ] {
                #expect(try await store.updates.list(selection, limit: 9).map(\.id) == found)
            }
            #expect(try await store.updates.list(UpdateSelection(states: all), limit: 1).count == 1)
            #expect(try await store.updates.raw(ids[0]) == Array("{1}".utf8))
            #expect(try await store.updates.raw(99) == nil)
        },
        StoreBehaviour("what is tried again is found by who has read past it") {
            (store: Store, _: TestClock) async throws -> Void in
            let ids = try await fill(store)
            #expect(try await store.updates.waiting(.max, after: ids[3], or: [], limit: 9).isEmpty)
            #expect(try await store.updates.retry(UpdateSelection()) == [ids[0], ids[1]])
            let found = try await store.updates.waiting(.max, after: ids[3], or: [], limit: 9)
            #expect(found.map(\.update.id) == [ids[0], ids[1]] && found.allSatisfy(\.isAsked))
            #expect(found.allSatisfy { $0.update.attempts == 0 && $0.update.state == .pending })
            #expect(found.first?.update.raw == Array("{1}".utf8))
            var update = try #require(found.first?.update)
            update.attempts = 1
            try await store.updates.fail(update, fault: "no")
            let left = try await store.updates.waiting(.max, after: ids[3], or: [], limit: 9)
            #expect(left.map(\.update.id) == [ids[1]], "who tried it knows when to go on")
        },
        StoreBehaviour("what is dropped is handled, and its key goes on") {
            (store: Store, _: TestClock) async throws -> Void in
            let ids = try await fill(store)
            #expect(try await store.updates.drop(UpdateSelection(ids: [ids[1], ids[1], 99])) == [ids[1]])
            #expect(try await store.updates.waiting(of: .chat(2), from: 0, limit: 9).map(\.id) == [ids[2]])
            #expect(try await !store.updates.finish(ids[1], messages: []), "it was handled before")
            #expect(try await store.updates.raw(ids[1]) != nil)
            #expect(try await store.updates.drop(UpdateSelection()) == [ids[0]])
        },
    ]
}
