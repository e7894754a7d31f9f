import Domain
import Testing

@testable import Storage

extension StoreBehaviour {
    private static func notice(_ text: String) -> TranslatedMessage {
        TranslatedMessage(lane: .notification, method: "sendMessage") { language in
            Array(#"{"text":"\#(language == .russian ? "ru" : "en") \#(text)"}"#.utf8)
        }
    }

    private static func save(_ store: Store, _ ids: ClosedRange<Int64>) async throws {
        for id in ids { _ = try await store.applications.save(SavedTest(id, name: "Ána \(id)")) }
    }

    /// The ids that were handed out, where nobody is writing.
    private static func issued(_ store: Store) async throws -> Int64 {
        #expect(try await store.applicationNotices.writers() == [])
        return try await store.applicationNotices.marks().issuedTo
    }

    private static func texts(_ store: Store) async throws -> [String] {
        try await store.outbox.waiting(after: 0, or: [], limit: 999).map {
            "\($0.message.chatID) \(String(decoding: $0.message.parameters, as: UTF8.self))"
        }
    }

    static let applicationNotices: [StoreBehaviour] = [
        StoreBehaviour("new applications are those behind the mark, oldest first") {
            (store: Store, _: TestClock) async throws -> Void in
            let notices = store.applicationNotices
            #expect(try await notices.marks() == .init(toldTo: 0, issuedTo: 0))
            try await save(store, 20...24)
            let top = try await issued(store)
            let all = try await notices.applications(after: 0, upTo: top, limit: 9)
            #expect(all.map(\.user.profile.telegramID) == [20, 21, 22, 23, 24])
            #expect(all[0].user.profile.firstName == "Ána 20" && all[0].details == Array("{}".utf8))
            #expect(try await store.applications.find(id: all[0].id) == all[0])
            let some = try await notices.applications(after: all[0].id, upTo: all[3].id, limit: 2)
            #expect(some == [all[1], all[2]])
            #expect(try await notices.count(after: all[0].id, upTo: all[3].id) == 3)
        },
        StoreBehaviour("a mark moves once, with a message to each active administrator in their language") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.administrators.seed([7: .admin, 8: .superadmin, 9: .admin])
            _ = try await store.administrators.remove(9)
            _ = try await store.users.logIn(UserProfile(telegramID: 8, languageCode: "ru-RU"))
            try await save(store, 20...21)
            let top = try await issued(store)
            let told = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        let messages = [notice("a"), notice("b")]
                        return try await store.applicationNotices.tell(messages, after: 0, upTo: top) ? 1 : 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(told == 1)
            #expect(try await store.applicationNotices.marks() == .init(toldTo: top, issuedTo: top))
            #expect(
                try await texts(store) == [
                    #"7 {"text":"en a"}"#, #"8 {"text":"ru a"}"#, #"7 {"text":"en b"}"#, #"8 {"text":"ru b"}"#,
                ]
            )
            #expect(try await !store.applicationNotices.tell([notice("c")], after: 0, upTo: top + 1))
            #expect(try await texts(store).count == 4)
        },
        StoreBehaviour("a test that is saved again makes no application behind the mark; one after a deletion does") {
            (store: Store, _: TestClock) async throws -> Void in
            let notices = store.applicationNotices
            try await save(store, 20...22)
            let first = try await issued(store)
            #expect(try await notices.tell([], after: 0, upTo: first))
            try await save(store, 20...22)
            #expect(try await notices.count(after: first, upTo: try await issued(store)) == 0)
            let application = try await notices.applications(after: 0, upTo: first, limit: 1)[0]
            #expect(try await store.applications.delete(id: application.id))
            try await save(store, 20...20)
            let anew = try await notices.applications(after: first, upTo: try await issued(store), limit: 9)
            #expect(anew.map(\.user.profile.telegramID) == [20])
        },
    ]
}
