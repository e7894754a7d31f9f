import Domain
import Storage
import Testing

extension StoreBehaviour {
    private static func message(_ chat: Int64, _ subject: String = "") -> OutgoingMessage {
        OutgoingMessage(lane: .reply, chatID: chat, method: "sendMessage", parameters: [0x7B, 0x7D], subject: subject)
    }

    /// Takes steps until nothing is old any more.
    ///
    /// - Returns: what each removed.
    private static func all(
        _ step: (Int64) async throws(StorageError) -> Pruning.Step
    ) async throws(StorageError) -> [Int] {
        var counts: [Int] = []
        var next: Int64? = 0
        while let id = next {
            let step = try await step(id)
            counts.append(step.count)
            next = step.next
        }
        return counts
    }

    static let pruning: [StoreBehaviour] = [
        StoreBehaviour("what was handled is forgotten after a time, what waits is not") {
            (store: Store, clock: TestClock) async throws -> Void in
            let updates = (1...503).map { ReceivedUpdate(updateID: $0, orderKey: .chat($0), raw: [0x7B, 0x7D]) }
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for update in updates.prefix(500) { group.addTask { try await store.updates.record(update) } }
                try await group.waitForAll()
                for update in updates.suffix(3) { #expect(try await store.updates.record(update)) }
                let waiting = try await store.updates.waiting(.max, after: 0, or: [], limit: 502).map(\.update)
                for update in waiting where update.orderKey != .chat(7) {
                    group.addTask { try await store.updates.finish(update.id, messages: []) }
                }
                try await group.waitForAll()
            }
            let old = try await all { id throws(StorageError) in
                try await store.pruning.updates(before: clock.now, after: id)
            }
            #expect(old == [0], "nothing is old, and that is known after one step")
            let then = clock.now + 1
            clock.advance(microseconds: 1)
            _ = try await store.updates.record(ReceivedUpdate(updateID: 9_999, raw: []))
            let counts = try await all { id throws(StorageError) in
                try await store.pruning.updates(before: then, after: id)
            }
            #expect(counts == [499, 2])
            #expect(try await store.updates.record(updates[0]), "it is not known any more")
            for number in [6, 502] { #expect(try await !store.updates.record(updates[number])) }
            #expect(try await !store.updates.record(ReceivedUpdate(updateID: 9_999, raw: [])), "it is young")
        },
        StoreBehaviour("messages that can never be sent are forgotten after a time, what waits is not") {
            (store: Store, clock: TestClock) async throws -> Void in
            try await store.outbox.add([message(1), message(2), message(3)])
            let waiting = try await store.outbox.waiting(after: 0, or: [], limit: 9)
            try await store.outbox.fail(waiting[0], fault: "403", isDead: true)
            try await store.outbox.fail(waiting[2], fault: "403", isDead: true)
            clock.advance(microseconds: 1)
            try await store.outbox.add([message(4)])
            let young = try await store.outbox.waiting(after: waiting[2].id, or: [], limit: 9)
            try await store.outbox.fail(young[0], fault: "403", isDead: true)
            #expect(try await store.pruning.deadMessages(before: clock.now - 1, after: 0).count == 0)
            #expect(try await store.pruning.deadMessages(before: clock.now, after: 0) == Pruning.Step(count: 2))
            let left = try await store.outbox.waiting(after: 0, or: [], limit: 9)
            #expect(left.map(\.message.chatID) == [2, 4])
        },
        StoreBehaviour("where messages went is forgotten after a time") {
            (store: Store, clock: TestClock) async throws -> Void in
            try await store.outbox.add((1...3).map { message($0, "request/7") })
            for (index, message) in try await store.outbox.waiting(after: 0, or: [], limit: 9).enumerated() {
                if index == 2 { clock.advance(microseconds: 1) }
                try await store.outbox.markSent(message, as: message.id)
            }
            #expect(try await store.pruning.sentMessages(before: clock.now - 1).count == 0)
            #expect(try await store.pruning.sentMessages(before: clock.now) == Pruning.Step(count: 2))
            #expect(try await store.outbox.sentMessages(about: "request/7").map(\.chat) == [3])
        },
        StoreBehaviour("pauses that are over are forgotten") { (store: Store, clock: TestClock) async throws -> Void in
            for chat in Int64(1)...3 { try await store.outbox.pause(chat: chat, until: clock.now + chat) }
            clock.advance(microseconds: 3)
            try await store.pruning.pauses()
            clock.advance(microseconds: -3)
            #expect(try await store.outbox.pauses().map(\.chat) == [3])
        },
    ]
}
