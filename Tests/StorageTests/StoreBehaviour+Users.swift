import Domain
import Storage
import Testing

extension StoreBehaviour {
    static let users: [StoreBehaviour] = [
        StoreBehaviour("logging in creates the user, and refreshes the profile later") {
            (store: Store, clock: TestClock) async throws -> Void in
            var profile = UserProfile(
                telegramID: 42,
                username: "anna",
                firstName: "Анна",
                lastName: "Petrova 🌻",
                languageCode: "ru",
                isPremium: true,
                photoURL: "https://t.me/i.svg"
            )
            let first = try await store.users.logIn(profile)
            #expect(first.profile == profile)
            #expect(first.createdAt == clock.now)
            #expect(!first.aiTestCompleted && first.recommendation == nil)
            clock.advance(microseconds: 5)
            profile.username = nil
            profile.firstName = ""
            profile.isPremium = false
            let second = try await store.users.logIn(profile)
            #expect(second.id == first.id)
            #expect(second.profile == profile)
            #expect(second.createdAt == first.createdAt)
        },
        StoreBehaviour("an empty username is none") { (store: Store, _: TestClock) async throws -> Void in
            let user = try await store.users.logIn(UserProfile(telegramID: 42, username: ""))
            #expect(user.profile.username == nil)
        },
        StoreBehaviour("logging in keeps test and recommendation") {
            (store: Store, _: TestClock) async throws -> Void in
            var test = SavedTest(42)
            test.recommendation = Recommendation(
                calories: 2_000,
                proteinHundredths: 15_000,
                fatHundredths: 5_556,
                carbsHundredths: 22_500
            )
            let saved = try await store.applications.save(test)
            let user = try await store.users.logIn(UserProfile(telegramID: 42, firstName: "A"))
            #expect(user.id == saved.userID)
            #expect(user.aiTestCompleted)
            #expect(user.recommendation == test.recommendation)
        },
        StoreBehaviour("telegram ids of 52 bits are kept") { (store: Store, _: TestClock) async throws -> Void in
            let user = try await store.users.logIn(UserProfile(telegramID: (1 << 52) - 1))
            #expect(user.profile.telegramID == (1 << 52) - 1)
        },
        StoreBehaviour("concurrent log-ins of one user give one row") {
            (store: Store, _: TestClock) async throws -> Void in
            let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
                for index in 0..<100 {
                    group.addTask { try await store.users.logIn(UserProfile(telegramID: 7, firstName: "\(index)")).id }
                }
                return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        },
        StoreBehaviour("a closed store refuses") { (store: Store, _: TestClock) async throws -> Void in
            await store.close()
            await #expect(throws: StorageError.self) { try await store.users.logIn(UserProfile(telegramID: 1)) }
            await #expect(throws: StorageError.self) { try await store.applications.find(id: 1) }
            await #expect(throws: StorageError.self) { try await store.checkHealth() }
            await store.close()
        },
        StoreBehaviour("a migrated database is healthy") { (store: Store, _: TestClock) async throws -> Void in
            try await store.checkHealth()
        },
    ]
}
