import Domain
import Storage
import Testing

extension StoreBehaviour {
    static let statistics: [StoreBehaviour] = [
        StoreBehaviour("statistics count users by when they were active, and what they count by status") {
            (store: Store, clock: TestClock) async throws -> Void in
            #expect(try await store.statistics.count().users.total == 0)
            let day: Int64 = 86_400_000_000
            // 40 days ago, 20 days ago, the day before, and two today. To be unreachable is no activity.
            for (id, days) in [(Int64(1), Int64(20)), (2, 19), (3, 1), (4, 0), (5, 0)] {
                _ = try await store.users.logIn(UserProfile(telegramID: id))
                clock.advance(microseconds: days * day)
            }
            try await store.users.setReachable(false, telegramID: 2)
            try await store.users.setReachable(false, telegramID: 99)
            _ = try await store.applications.save(SavedTest(telegramID: 4, answers: Array("{}".utf8)))
            _ = try await store.requests.submit(
                "a",
                by: UserProfile(telegramID: 5),
                isProfileNew: false,
                notifications: []
            )
            var drafts: [Int64] = []
            for key in ["a", "b", "c", "d"] {
                let draft = BroadcastDraft(
                    creator: 7,
                    idempotencyKey: key,
                    contentHash: "",
                    message: BroadcastMessage(text: "Hello"),
                    rate: 20
                )
                if case .created(let made) = try await store.broadcasts.create(draft, recipients: 1) {
                    drafts.append(made.id)
                }
            }
            let steps: [[Broadcast.Step]] = [[.start], [.start, .pause], [.cancel], []]
            for (id, steps) in zip(drafts, steps) {
                for step in steps { _ = try await store.broadcasts.take(step, id: id) }
            }
            let statistics = try await store.statistics.count()
            #expect(
                statistics.users
                    == .init(total: 5, activeToday: 2, activeIn7Days: 3, activeIn30Days: 4, unreachable: 1)
            )
            #expect(statistics.applications == [.new: 1, .viewed: 0, .contacted: 0])
            #expect(statistics.requests == [.pending: 1, .approved: 0, .rejected: 0])
            #expect(
                statistics.broadcasts == [
                    .draft: 1, .scheduled: 0, .inProgress: 1, .paused: 1, .completed: 0, .failed: 0, .cancelled: 1,
                ]
            )
            #expect(statistics.time == clock.now)
        }
    ]
}
