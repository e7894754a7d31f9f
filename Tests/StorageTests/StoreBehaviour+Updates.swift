import Domain
import Storage
import Testing

extension ReceivedUpdate {
    fileprivate init(_ id: Int64, chat: Int64) {
        self.init(updateID: id, kind: "message", orderKey: .chat(chat), raw: Array("{\(id)}".utf8))
    }
}

extension StoreBehaviour {
    static let updates: [StoreBehaviour] = [
        StoreBehaviour("an update is recorded once") { (store: Store, _: TestClock) async throws -> Void in
            let update = ReceivedUpdate(updateID: 5, raw: Array("{}".utf8))
            #expect(try await store.updates.record(update))
            #expect(try await !store.updates.record(update))
            let bare = ReceivedUpdate(updateID: 4, raw: [])
            #expect(try await store.updates.record(bare), "a lower id is as new as a higher one")
        },
        StoreBehaviour("of concurrent deliveries of one update one is new") {
            (store: Store, _: TestClock) async throws -> Void in
            let new = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await store.updates.record(
                            ReceivedUpdate(updateID: 9, raw: [0x7B, 0x7D])
                        )
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(new == 1)
        },
        StoreBehaviour("updates wait in order of arrival until they are handled, and are handled once") {
            (store: Store, _: TestClock) async throws -> Void in
            for id in Int64(1)...4 { _ = try await store.updates.record(ReceivedUpdate(id, chat: id % 2)) }
            let all = try await store.updates.waiting(.max, after: 0, or: [], limit: 3)
            #expect(all.map(\.update.raw) == (1...3).map { Array("{\($0)}".utf8) })
            #expect(all.allSatisfy { $0.isAsked })
            let first = try #require(all.first?.update)
            #expect(first.orderKey == .chat(1) && first.kind == "message" && first.state == .pending)
            let rest = try await store.updates.waiting(.max, after: all[2].update.id, or: [first.id, 999], limit: 3)
            #expect(rest.map(\.update.id) == [first.id, all[2].update.id + 1])
            let message = OutgoingMessage(lane: .reply, chatID: 1, method: "sendMessage", parameters: Array("{}".utf8))
            var other = message
            other.chatID = 2
            #expect(try await store.updates.finish(first.id, messages: [message, other]))
            #expect(try await !store.updates.finish(first.id, messages: [message]), "it was handled before")
            #expect(try await store.outbox.waiting(after: 0, or: [], limit: 9).map(\.message) == [message, other])
            #expect(try await store.updates.waiting(of: .chat(1), from: 0, limit: 9).map(\.id) == [all[2].update.id])
            #expect(try await store.updates.backlog() == Backlog(count: 3, since: nil))
        },
        StoreBehaviour("updates of other partitions are told of without their bytes") {
            (store: Store, _: TestClock) async throws -> Void in
            _ = try await store.updates.record(ReceivedUpdate(1, chat: 1))
            let others = ~(UInt32(1) << UInt32(OrderKey.chat(1).partition))
            let row = try #require(try await store.updates.waiting(others, after: 0, or: [], limit: 3).first)
            #expect(!row.isAsked && row.update.raw.isEmpty)
        },
        StoreBehaviour("a failed update keeps its attempts, and a dead one waits no more") {
            (store: Store, _: TestClock) async throws -> Void in
            _ = try await store.updates.record(ReceivedUpdate(1, chat: 1))
            var update = try #require(try await store.updates.waiting(of: .chat(1), from: 0, limit: 1).first)
            update.attempts = 2
            update.dueAt = 77
            try await store.updates.fail(update, fault: "no")
            #expect(try await store.updates.waiting(of: .chat(1), from: 0, limit: 1) == [update])
            update.state = .blocking
            try await store.updates.fail(update, fault: "no")
            #expect(try await store.updates.waiting(of: .chat(1), from: 0, limit: 1) == [update])
            update.state = .dead
            try await store.updates.fail(update, fault: "no")
            #expect(try await store.updates.waiting(of: .chat(1), from: 0, limit: 1).isEmpty)
        },
        StoreBehaviour("who reads on gets past dead updates") { (store: Store, _: TestClock) async throws -> Void in
            for id in Int64(1)...4 { _ = try await store.updates.record(ReceivedUpdate(id, chat: id)) }
            let all = try await store.updates.waiting(.max, after: 0, or: [], limit: 9).map(\.update)
            for var update in all.prefix(3) {
                update.state = .dead
                try await store.updates.fail(update, fault: "no")
            }
            let page = try await store.updates.waiting(.max, after: 0, or: [], limit: 2)
            #expect(page.map(\.update.id) == all.prefix(2).map(\.id))
            #expect(page.allSatisfy { !$0.isAsked && $0.update.raw.isEmpty })
            let next = try await store.updates.waiting(.max, after: all[1].id, or: [], limit: 2)
            #expect(next.map(\.isAsked) == [false, true] && next.last?.update == all[3])
        },
        StoreBehaviour("the backlog is what could be handled, and of one key only some of it") {
            (store: Store, clock: TestClock) async throws -> Void in
            let count = Int64(Backlog.fewKeys) + 1
            var id: Int64 = 0
            func record(chat: Int64, _ number: Int64 = 1) async throws {
                for _ in 0..<number {
                    id += 1
                    _ = try await store.updates.record(ReceivedUpdate(id, chat: chat))
                }
            }
            // One that fails holds up those behind it, for a while or until somebody decides.
            for (chat, state) in [(Int64(-1), WaitingUpdate.State.pending), (-2, .blocking), (-3, .dead)] {
                try await record(chat: chat, 3)
                var update = try #require(try await store.updates.waiting(of: .chat(chat), from: 0, limit: 1).first)
                update.attempts = 1
                update.state = state
                try await store.updates.fail(update, fault: "no")
            }
            #expect(try await store.updates.backlog() == Backlog(count: 2, since: nil), "those behind the dead one")
            try await record(chat: -4, 103)
            #expect(try await store.updates.backlog() == Backlog(count: 102, since: nil))
            for chat in 1...count - 3 { try await record(chat: chat) }
            #expect(try await store.updates.backlog().since == nil)
            clock.advance(microseconds: 5)
            let time = clock.now
            try await record(chat: count)
            clock.advance(microseconds: 5)
            try await record(chat: count + 1)
            #expect(try await store.updates.backlog() == Backlog(count: 101 + count, since: time))
        },
        StoreBehaviour("checkouts are found whatever stands before them") {
            (store: Store, _: TestClock) async throws -> Void in
            for id in Int64(1)...3 { _ = try await store.updates.record(ReceivedUpdate(id, chat: id)) }
            let query = ReceivedUpdate(updateID: 4, kind: "pre_checkout_query", raw: [0x7B, 0x7D])
            _ = try await store.updates.record(query)
            let found = try #require(try await store.updates.urgent(.max, after: 0, or: [], limit: 9).first)
            #expect(found.raw == query.raw && found.orderKey == .update(4))
            let others = ~(UInt32(1) << UInt32(found.orderKey.partition))
            #expect(try await store.updates.urgent(others, after: 0, or: [found.id], limit: 9).isEmpty)
            #expect(try await store.updates.urgent(.max, after: found.id, or: [found.id - 1], limit: 9).isEmpty)
            let late = try await store.updates.urgent(.max, after: found.id, or: [found.id - 1, found.id], limit: 9)
            #expect(late == [found], "it was passed over")
        },
    ]
}
