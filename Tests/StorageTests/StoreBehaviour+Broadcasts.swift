import Domain
import Storage
import Testing

extension StoreBehaviour {
    private static func draft(
        _ key: String = "a",
        audience: BroadcastAudience = BroadcastAudience(),
        scheduledAt: Int64? = nil,
        isPaid: Bool = false
    ) -> BroadcastDraft {
        BroadcastDraft(
            creator: 7,
            idempotencyKey: key,
            contentHash: "hash of \(key)",
            message: BroadcastMessage(
                text: "Привет, {first_name}",
                isHTML: true,
                media: BroadcastMessage.Media(kind: .photo, fileID: "file"),
                buttons: [
                    [
                        BroadcastButton(text: "é", action: .url("https://example.com")),
                        BroadcastButton(text: "b", action: .callback("b:7")),
                    ],
                    [BroadcastButton(text: "c", action: .callback("c"))],
                ]
            ),
            audience: audience,
            scheduledAt: scheduledAt,
            rate: 20,
            isPaid: isPaid
        )
    }

    /// People who have started the bot.
    private static func meet(_ ids: [Int64], language: String = "ru", in store: Store) async throws {
        for id in ids {
            let profile = UserProfile(telegramID: id, firstName: "Name \(id)", languageCode: language)
            _ = try await store.users.logIn(profile)
            try await store.users.setReachable(true, telegramID: id)
        }
    }

    private static func make(_ draft: BroadcastDraft, in store: Store) async throws -> Broadcast {
        let recipients = try await store.broadcasts.count(draft.audience)
        guard case .created(let made) = try await store.broadcasts.create(draft, recipients: recipients) else {
            throw StorageError.internal("not created")
        }
        return made
    }

    private static func start(_ draft: BroadcastDraft, in store: Store) async throws -> Broadcast {
        let made = try await make(draft, in: store)
        let started = try #require(try await store.broadcasts.take(.start, id: made.id))
        while try await !store.broadcasts.list(started) {}
        return try #require(try await store.broadcasts.find(id: made.id))
    }

    static let broadcasts: [StoreBehaviour] = [
        StoreBehaviour("a broadcast is kept as it was made, once for a key of a creator") {
            (store: Store, clock: TestClock) async throws -> Void in
            var draft = draft(
                audience: BroadcastAudience(
                    languages: ["en", "ru"],
                    activeDays: 3,
                    completedTest: false,
                    registeredAfter: 5
                ),
                scheduledAt: clock.now + 9,
                isPaid: true
            )
            let made = try await make(draft, in: store)
            #expect(made.message == draft.message && made.audience == draft.audience && made.isPaid)
            #expect(made.status == .draft && made.scheduledAt == clock.now + 9 && made.createdAt == clock.now)
            #expect(try await store.broadcasts.find(id: made.id) == made)
            #expect(try await store.broadcasts.create(draft, recipients: 9) == .same(made))
            let found = try await store.broadcasts.find(creator: 7, idempotencyKey: "a", contentHash: draft.contentHash)
            #expect(found == .same(made))
            draft.contentHash = "another"
            #expect(try await store.broadcasts.create(draft, recipients: 9) == .other)
            draft.creator = 8
            #expect(try await make(draft, in: store).id > made.id)
            #expect(try await store.broadcasts.page(limit: 9).items.map(\.creator) == [8, 7])
            #expect(try await store.broadcasts.page(limit: 9, after: made.id).items.isEmpty)
        },
        StoreBehaviour("a broadcast goes to those of its audience who can be written to") {
            (store: Store, clock: TestClock) async throws -> Void in
            try await meet([1, 2], in: store)
            clock.advance(microseconds: 10 * 86_400_000_000)
            try await meet([3, 4, 5], language: "en-GB", in: store)
            try await store.users.setReachable(false, telegramID: 5)
            _ = try await store.applications.save(SavedTest(6))
            let audiences: [(BroadcastAudience, Int64)] = [
                (BroadcastAudience(), 5), (BroadcastAudience(languages: ["en"]), 2),
                (BroadcastAudience(languages: ["de", "ru"]), 2), (BroadcastAudience(languages: ["e"]), 0),
                (BroadcastAudience(activeDays: 9), 3), (BroadcastAudience(activeDays: 10), 5),
                (BroadcastAudience(completedTest: true), 1), (BroadcastAudience(completedTest: false), 4),
                (BroadcastAudience(registeredAfter: clock.now - 1), 3),
                (BroadcastAudience(registeredAfter: clock.now), 0),
            ]
            for (index, (audience, count)) in audiences.enumerated() {
                #expect(try await store.broadcasts.count(audience) == count, "\(audience)")
                let started = try await start(draft("\(index)", audience: audience), in: store)
                #expect(started.recipients == count, "\(audience)")
            }
        },
        StoreBehaviour(
            "who joins after a broadcast began is no recipient, and a paid one has no more than were counted"
        ) {
            (store: Store, clock: TestClock) async throws -> Void in
            try await meet([1, 2], in: store)
            let free = try await make(draft(), in: store)
            let paid = try await make(draft("paid", isPaid: true), in: store)
            try await meet([3], in: store)
            for made in [free, paid] {
                let started = try #require(try await store.broadcasts.take(.start, id: made.id))
                clock.advance(microseconds: 1)
                try await meet([4 + made.id], in: store)
                #expect(try await store.broadcasts.list(started))
                #expect(try await store.broadcasts.list(started), "once")
            }
            #expect(try await store.broadcasts.find(id: free.id)?.recipients == 3)
            #expect(try await store.broadcasts.find(id: paid.id)?.recipients == 2)
        },
        StoreBehaviour("recipients are listed once a broadcast goes on that was paused before") {
            (store: Store, _: TestClock) async throws -> Void in
            try await meet([1, 2], in: store)
            let made = try await make(draft(), in: store)
            let started = try #require(try await store.broadcasts.take(.start, id: made.id))
            _ = try await store.broadcasts.take(.pause, id: made.id)
            #expect(try await !store.broadcasts.list(started))
            _ = try await store.broadcasts.take(.resume, id: made.id)
            #expect(try await store.broadcasts.list(started))
            #expect(try await store.broadcasts.waiting(made.id, after: nil, limit: 9).count == 2)
        },
        StoreBehaviour("a broadcast takes the steps that its status allows") {
            (store: Store, clock: TestClock) async throws -> Void in
            let broadcasts = store.broadcasts
            let made = try await make(draft(), in: store)
            #expect(try await broadcasts.take(.pause, id: made.id) == nil)
            #expect(try await broadcasts.take(.start, id: made.id + 1) == nil)
            let started = try #require(try await broadcasts.take(.start, id: made.id, recipients: 4))
            #expect(started.status == .inProgress && started.startedAt == clock.now && started.recipients == 4)
            #expect(try await broadcasts.take(.start, id: made.id) == nil)
            #expect(try await broadcasts.atWork() == [started])
            #expect(try await broadcasts.take(.pause, id: made.id)?.status == .paused)
            #expect(try await broadcasts.atWork().isEmpty)
            #expect(try await broadcasts.take(.resume, id: made.id)?.status == .inProgress)
            let cancelled = try #require(try await broadcasts.take(.cancel, id: made.id))
            #expect(cancelled.status == .cancelled && cancelled.completedAt == clock.now)
            try await broadcasts.end(made.id, as: .completed)
            #expect(try await broadcasts.find(id: made.id) == cancelled)
        },
        StoreBehaviour("a broadcast with a time begins then") { (store: Store, clock: TestClock) async throws -> Void in
            let made = try await make(draft(scheduledAt: clock.now + 10), in: store)
            let scheduled = try #require(try await store.broadcasts.take(.start, id: made.id))
            #expect(scheduled.status == .scheduled && scheduled.startedAt == nil)
            try await store.broadcasts.beginScheduled()
            #expect(try await store.broadcasts.atWork().map(\.status) == [.scheduled])
            clock.advance(microseconds: 10)
            try await store.broadcasts.beginScheduled()
            #expect(try await store.broadcasts.atWork().map(\.startedAt) == [clock.now])
        },
        StoreBehaviour("results of a broadcast count once, and it goes on where it was") {
            (store: Store, _: TestClock) async throws -> Void in
            try await meet([1, 2, 3, 4, 5], in: store)
            let id = try await start(draft(), in: store).id
            let page = try await store.broadcasts.waiting(id, after: nil, limit: 3)
            #expect(page.map(\.telegramID) == [1, 2, 3] && page.first?.firstName == "Name 1")
            let results = BroadcastResults(sent: [1, 4], failed: [2], unreachable: [3], fault: "Bad Request")
            try await store.broadcasts.record(results, of: id, doneTo: 4)
            try await store.broadcasts.record(results, of: id, doneTo: 2)
            let broadcast = try #require(try await store.broadcasts.find(id: id))
            #expect(broadcast.progress == BroadcastProgress(sent: 2, failed: 1, unreachable: 1))
            #expect(broadcast.remaining == 1 && broadcast.fault == "Bad Request")
            #expect(try await store.broadcasts.waiting(id, after: nil, limit: 3).map(\.telegramID) == [5])
            #expect(try await store.broadcasts.waiting(id, after: 0, limit: 3).map(\.telegramID) == [5])
            #expect(try await store.users.isReachable(telegramID: 3) == false)
            try await store.broadcasts.end(id, as: .completed)
            #expect(try await store.broadcasts.find(id: id)?.status == .completed)
        },
        StoreBehaviour("whom a broadcast went to is forgotten a time after its end, what became of it is not") {
            (store: Store, clock: TestClock) async throws -> Void in
            try await meet(Array(1...503), in: store)
            let ended = try await start(draft(), in: store).id
            let (cancelled, paused) = (
                try await start(draft("b"), in: store).id, try await start(draft("c"), in: store).id
            )
            let results = BroadcastResults(sent: Array(1...501), failed: [502], unreachable: [503])
            try await store.broadcasts.record(results, of: ended, doneTo: 503)
            try await store.broadcasts.end(ended, as: .completed)
            let before = try await store.broadcasts.find(id: ended)
            clock.advance(microseconds: 1)
            _ = try await store.broadcasts.take(.cancel, id: cancelled)
            _ = try await store.broadcasts.take(.pause, id: paused)
            var found = try await store.pruning.broadcast(after: 0, endedBefore: clock.now - 1)
            #expect(found?.0 == ended && found?.1 == false, "it is young")
            found = try await store.pruning.broadcast(after: 0, endedBefore: clock.now)
            #expect(found?.0 == ended && found?.1 == true)
            found = try await store.pruning.broadcast(after: ended, endedBefore: clock.now)
            #expect(found?.0 == cancelled && found?.1 == false)
            clock.advance(microseconds: 1)
            found = try await store.pruning.broadcast(after: ended, endedBefore: clock.now)
            #expect(found?.0 == cancelled && found?.1 == true)
            found = try await store.pruning.broadcast(after: cancelled, endedBefore: .max)
            #expect(found?.0 == paused && found?.1 == false, "it may go on")
            #expect(try await store.pruning.broadcast(after: paused, endedBefore: .max) == nil)
            let step = try await store.pruning.recipients(of: ended, after: 0)
            #expect(step == Pruning.Step(count: 500, next: 500))
            #expect(try await store.pruning.recipients(of: ended, after: 500) == Pruning.Step(count: 3))
            #expect(try await store.broadcasts.find(id: ended) == before)
            #expect(try await store.broadcasts.waiting(paused, after: 0, limit: 999).count == 503)
            #expect(try await store.pruning.broadcast(after: 0, endedBefore: 0)?.0 == cancelled)
        },
    ]
}
