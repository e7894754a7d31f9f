import Domain
import Storage
import Testing

extension StoreBehaviour {
    private static func message(_ chat: Int64, _ subject: String = "") -> OutgoingMessage {
        OutgoingMessage(
            lane: .notification,
            chatID: chat,
            method: "sendMessage",
            parameters: Array(#"{"text":"é"}"#.utf8),
            subject: subject
        )
    }

    static let outbox: [StoreBehaviour] = [
        StoreBehaviour("a message waits until it was sent, and what it was is kept for its subject") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.outbox.add([message(1, "request/7"), message(2, "request/7"), message(3)])
            let waiting = try await store.outbox.waiting(after: 0, or: [], limit: 9)
            #expect(waiting.map(\.message.chatID) == [1, 2, 3])
            for (index, message) in waiting.enumerated() {
                try await store.outbox.markSent(message, as: index == 1 ? nil : Int64(40 + index))
            }
            #expect(try await store.outbox.waiting(after: 0, or: [], limit: 9).isEmpty)
            let sent = try await store.outbox.sentMessages(about: "request/7")
            #expect(sent.map(\.chat) == [1] && sent.map(\.message) == [40])
        },
        StoreBehaviour("a message to wherever a subject's messages went becomes one for each") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.outbox.add([message(1, "request/7"), message(2, "request/7"), message(3, "request/8")])
            for message in try await store.outbox.waiting(after: 0, or: [], limit: 9) {
                try await store.outbox.markSent(message, as: message.message.chatID * 10)
            }
            var edit = message(0, "request/7")
            edit.method = "editMessageText"
            try await store.outbox.add([edit])
            let waiting = try #require(try await store.outbox.waiting(after: 0, or: [], limit: 9).first)
            try await store.outbox.expand(waiting)
            try await store.outbox.expand(waiting)
            let edits = try await store.outbox.waiting(after: 0, or: [], limit: 9).map(\.message)
            #expect(edits.map(\.chatID) == [1, 2] && edits.map(\.messageID) == [10, 20])
            #expect(edits.allSatisfy { $0.method == "editMessageText" && !$0.isForSubject })
        },
        StoreBehaviour("a message that is gone is changed no more, wherever its group is now") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.outbox.add([message(1, "request/7"), message(-5, "request/7"), message(1, "request/8")])
            for message in try await store.outbox.waiting(after: 0, or: [], limit: 9) {
                try await store.outbox.markSent(message, as: 40)
            }
            try await store.outbox.migrate(chat: -5, to: -1005)
            var edit = message(0, "request/7")
            edit.method = "editMessageText"
            try await store.outbox.add([edit])
            try await store.outbox.expand(#require(store.outbox.waiting(after: 0, or: [], limit: 9).first))
            let edits = try await store.outbox.waiting(after: 0, or: [], limit: 9)
            #expect(edits.map(\.message.chatID).sorted() == [-5, 1])
            for edit in edits {
                var edit = edit
                if edit.message.chatID == -5 { edit.message.chatID = -1005 }
                try await store.outbox.markGone(edit)
                try await store.outbox.markGone(edit)
            }
            #expect(try await store.outbox.waiting(after: 0, or: [], limit: 9).isEmpty)
            #expect(try await store.outbox.sentMessages(about: "request/7").isEmpty)
            #expect(try await store.outbox.sentMessages(about: "request/8").map(\.message) == [40], "another subject's")
        },
        StoreBehaviour("a message that was changed is kept as it was") {
            (store: Store, clock: TestClock) async throws -> Void in
            try await store.outbox.add([message(1, "request/7")])
            try await store.outbox.markSent(#require(store.outbox.waiting(after: 0, or: [], limit: 9).first), as: 40)
            var edit = message(1, "request/7")
            (edit.method, edit.messageID) = ("editMessageText", 40)
            try await store.outbox.add([edit])
            clock.advance(microseconds: 1)
            try await store.outbox.markSent(#require(store.outbox.waiting(after: 0, or: [], limit: 9).first), as: 40)
            #expect(try await store.pruning.sentMessages(before: clock.now) == Pruning.Step(count: 1))
        },
        StoreBehaviour("a message that failed keeps its attempts, and a dead one waits no more") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.outbox.add([message(1)])
            var waiting = try #require(try await store.outbox.waiting(after: 0, or: [], limit: 9).first)
            waiting.attempts = 3
            waiting.dueAt = 99
            try await store.outbox.fail(waiting, fault: "500", isDead: false)
            #expect(try await store.outbox.waiting(after: 0, or: [], limit: 9) == [waiting])
            #expect(try await store.outbox.waiting(after: waiting.id, or: [waiting.id], limit: 9) == [waiting])
            try await store.outbox.fail(waiting, fault: "500", isDead: true)
            try await store.outbox.add([message(2)])
            let first = try await store.outbox.waiting(after: 0, or: [], limit: 1)
            #expect(first.map(\.isDead) == [true] && first[0].message.parameters.isEmpty)
            let next = try await store.outbox.waiting(after: first[0].id, or: [], limit: 1)
            #expect(next.map(\.isDead) == [false], "who reads on gets past it")
        },
        StoreBehaviour("a pause is only ever prolonged") { (store: Store, clock: TestClock) async throws -> Void in
            let now = clock.now
            try await store.outbox.pause(chat: 0, until: now + 50)
            try await store.outbox.pause(chat: 0, until: now + 20)
            try await store.outbox.pause(chat: 7, until: now)
            var pauses = try await store.outbox.pauses()
            #expect(pauses.map(\.chat) == [0] && pauses.map(\.until) == [now + 50])
            clock.advance(microseconds: 50)
            pauses = try await store.outbox.pauses()
            #expect(pauses.isEmpty)
        },
        StoreBehaviour("a group has one other id") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.outbox.migrate(chat: -5, to: -1004)
            try await store.outbox.migrate(chat: -5, to: -1005)
            let migrations = try await store.outbox.migrations()
            #expect(migrations.map(\.chat) == [-5] && migrations.map(\.other) == [-1005])
        },
    ]
}
