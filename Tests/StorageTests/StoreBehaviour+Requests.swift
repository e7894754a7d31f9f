import Domain
import Storage
import Testing

extension StoreBehaviour {
    private static func message(_ text: String, mark: String = "") -> TranslatedMessage {
        TranslatedMessage(lane: .notification, method: "sendMessage", mark: mark) { language in
            Array(#"{"text":"\#(language == .russian ? "ru" : "en") \#(text)"}"#.utf8)
        }
    }

    private static func edit(_ text: String) -> TranslatedMessage {
        var edit = message(text)
        edit.method = "editMessageText"
        return edit
    }

    private static func submit(_ store: Store, by id: Int64, language: String = "") async throws -> ClientRequest? {
        let client = UserProfile(telegramID: id, username: "c\(id)", firstName: "Ána", languageCode: language)
        let submission = try await store.requests.submit(
            "let me in",
            by: client,
            isProfileNew: true,
            notifications: [message("Request #<n>", mark: "<n>"), message("and more")]
        )
        guard case .submitted(let request) = submission else { return nil }
        return request
    }

    private static func decided(_ request: ClientRequest, _ status: ClientRequest.Status) -> ClientRequest {
        var request = request
        request.status = status
        request.decision = .init(time: 9, administratorID: 7, administratorName: "Bob", note: "see you")
        return request
    }

    private static func decide(
        _ store: Store,
        _ request: ClientRequest,
        _ status: ClientRequest.Status = .approved
    ) async throws -> Bool {
        let outcome = try await store.requests.decide(
            decided(request, status),
            answer: message("answer"),
            change: edit("decided")
        )
        guard case .decided = outcome else { return false }
        return true
    }

    private static func waiting(_ store: Store) async throws -> [WaitingMessage] {
        try await store.outbox.waiting(after: 0, or: [], limit: 99)
    }

    private static func texts(_ waiting: [WaitingMessage]) -> [String] {
        waiting.map { "\($0.message.chatID) \(String(decoding: $0.message.parameters, as: UTF8.self))" }
    }

    static let requests: [StoreBehaviour] = [
        StoreBehaviour("a request tells each active administrator in their language, with its number") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.administrators.seed([7: .admin, 8: .superadmin, 9: .admin])
            _ = try await store.administrators.remove(9)
            _ = try await store.users.logIn(UserProfile(telegramID: 8, languageCode: "ru-RU"))
            let request = try #require(try await submit(store, by: 20))
            #expect(request.client.firstName == "Ána" && request.client.username == "c20")
            #expect(request.status == .pending && request.decision == nil)
            let found = try await waiting(store)
            #expect(
                texts(found) == [
                    #"7 {"text":"en Request #\#(request.id)"}"#, #"8 {"text":"ru Request #\#(request.id)"}"#,
                    #"7 {"text":"en and more"}"#, #"8 {"text":"ru and more"}"#,
                ]
            )
            #expect(found.map(\.message.subject) == ["request/\(request.id)", "request/\(request.id)", "", ""])
            #expect(try await store.requests.find(id: request.id) == request)
            #expect(try await store.requests.find(id: request.id + 1) == nil)
        },
        StoreBehaviour("of requests that a client submits at once, one is pending and one is told of") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.administrators.seed([7: .admin])
            let made = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 { group.addTask { try await submit(store, by: 20) == nil ? 0 : 1 } }
                return try await group.reduce(0, +)
            }
            #expect(made == 1)
            #expect(try await waiting(store).count == 2)
        },
        StoreBehaviour("of decisions at once one counts, the client is told once, and may ask again") {
            (store: Store, _: TestClock) async throws -> Void in
            let request = try #require(try await submit(store, by: 20, language: "ru"))
            let counted = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<12 {
                    let status: ClientRequest.Status = index % 2 == 0 ? .approved : .rejected
                    group.addTask { try await decide(store, request, status) ? 1 : 0 }
                }
                return try await group.reduce(0, +)
            }
            #expect(counted == 1)
            #expect(texts(try await waiting(store)) == [#"20 {"text":"ru answer"}"#])
            let found = try #require(try await store.requests.find(id: request.id))
            #expect(found == decided(request, found.status))
            #expect(try await submit(store, by: 20) != nil)
        },
        StoreBehaviour("a decision changes what was sent, and what still waits once it was") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.administrators.seed([7: .admin, 8: .admin])
            let request = try #require(try await submit(store, by: 20))
            let cards = try await waiting(store).filter { !$0.message.subject.isEmpty }
            #expect(cards.map(\.message.isForSubject) == [false, false])
            try await store.outbox.markSent(cards[0], as: 70)
            #expect(try await decide(store, request))
            var edits = try await waiting(store).filter { $0.message.method == "editMessageText" }
            #expect(edits.map(\.message.chatID) == [7, 8] && edits.map(\.message.messageID) == [70, 0])
            #expect(edits.map(\.message.isForSubject) == [false, true])
            #expect(edits.allSatisfy { $0.id > cards[1].id && $0.message.lane == cards[1].message.lane })
            // Its turn comes after the card's.
            try await store.outbox.markSent(cards[1], as: 80)
            try await store.outbox.expand(edits[1])
            edits = try await waiting(store).filter { $0.message.method == "editMessageText" }
            #expect(edits.map(\.message.chatID) == [7, 8] && edits.map(\.message.messageID) == [70, 80])
        },
        StoreBehaviour("a pending request is shown again, and changes there as well") {
            (store: Store, _: TestClock) async throws -> Void in
            let request = try #require(try await submit(store, by: 20))
            try await store.requests.show(request.id, [message("a"), message("b")], to: 9, effects: .none)
            let shown = try await waiting(store)
            #expect(shown.map(\.message.subject) == ["request/\(request.id)", ""])
            try await store.outbox.markSent(shown[0], as: 90)
            #expect(try await decide(store, request))
            let edits = try await waiting(store).filter { $0.message.method == "editMessageText" }
            #expect(edits.map(\.message.messageID) == [90])
            try await store.requests.show(request.id, [message("a")], to: 9, effects: .none)
            #expect(try await waiting(store).count == 3, "it is decided")
        },
        StoreBehaviour("what was handled before submits and decides nothing") {
            (store: Store, _: TestClock) async throws -> Void in
            try await store.administrators.seed([7: .admin])
            let request = try #require(try await submit(store, by: 20))
            let count = try await waiting(store).count
            let submission = try await store.requests.submit(
                "again",
                by: UserProfile(telegramID: 21),
                isProfileNew: true,
                notifications: [message("a")],
                effects: Effects(handled: 99)
            )
            #expect(submission == .wasHandled)
            let outcome = try await store.requests.decide(
                decided(request, .approved),
                answer: message("a"),
                change: edit("b"),
                effects: Effects(handled: 99)
            )
            #expect(outcome == .wasHandled)
            #expect(try await store.users.find(telegramID: 21) == nil)
            #expect(try await waiting(store).count == count)
        },
        StoreBehaviour("requests are paged newest first, all of them, of a status or of a client") {
            (store: Store, _: TestClock) async throws -> Void in
            var ids: [Int64] = []
            for client in Int64(20)..<25 { ids.append(try #require(try await submit(store, by: client)?.id)) }
            let first = try #require(try await store.requests.find(id: ids[0]))
            #expect(try await decide(store, first, .rejected))
            let again = try #require(try await submit(store, by: 20)?.id)
            var page = try await store.requests.page(.all, limit: 4)
            #expect(page.items.map(\.id) == [again, ids[4], ids[3], ids[2]] && page.next == ids[2])
            page = try await store.requests.page(.all, limit: 4, after: page.next)
            #expect(page.items.map(\.id) == [ids[1], ids[0]] && page.next == nil)
            page = try await store.requests.page(.status(.pending), limit: 2, after: ids[4])
            #expect(page.items.map(\.id) == [ids[3], ids[2]] && page.next == ids[2])
            page = try await store.requests.page(.status(.rejected), limit: 2)
            #expect(page.items.map(\.id) == [ids[0]] && page.next == nil)
            page = try await store.requests.page(.client(20), limit: 2)
            #expect(page.items.map(\.id) == [again, ids[0]] && page.items.map(\.status) == [.pending, .rejected])
        },
        StoreBehaviour("the database tells a language as the program does") {
            (store: Store, _: TestClock) async throws -> Void in
            for (index, code) in ["ru", "RU-ru", "ru_RU", "en", "", "uk", "r", "%ru"].enumerated() {
                let id = Int64(100 + index)
                _ = try await store.users.logIn(UserProfile(telegramID: id, languageCode: code))
                let request = try #require(try await submit(store, by: id, language: code))
                #expect(try await decide(store, request))
                let text = texts(try await waiting(store)).last ?? ""
                #expect(text.contains("\"ru ") == (Language(code: code) == .russian), "\(code): \(text)")
            }
        },
    ]
}
