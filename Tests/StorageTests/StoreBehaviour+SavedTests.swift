import Domain
import Storage
import Testing

extension StoreBehaviour {
    static let savedTests: [StoreBehaviour] = [
        StoreBehaviour("saving creates an application, saving again replaces the answers and keeps the rest") {
            (store: Store, clock: TestClock) async throws -> Void in
            let first = try await store.applications.save(SavedTest(42, name: "Anna", answers: #"{"age":30}"#))
            #expect(first.created)
            let page = try await store.applications.page(ApplicationsQuery(includeDetails: true))
            let made = try #require(page.items.first)
            #expect(page.items.count == 1)
            #expect(made.status == .new)
            #expect(made.details == Array(#"{"age":30}"#.utf8))
            #expect(made.createdAt == clock.now)
            #expect(made.user.aiTestCompleted)
            _ = try await store.applications.setStatus(.viewed, of: made.id)

            clock.advance(microseconds: 9)
            let second = try await store.applications.save(SavedTest(42, answers: #"{"age":31,"x":"é\u0000"}"#))
            #expect(second == SaveTestOutcome(userID: first.userID, created: false))
            let kept = try #require(try await store.applications.find(id: made.id))
            #expect(kept.status == .viewed)
            #expect(kept.createdAt == made.createdAt)
            #expect(kept.details == Array(#"{"age":31,"x":"é\u0000"}"#.utf8))
        },
        StoreBehaviour("a name that is not given stays, an empty one replaces") {
            (store: Store, _: TestClock) async throws -> Void in
            _ = try await store.users.logIn(UserProfile(telegramID: 42, username: "u", firstName: "F", lastName: "L"))
            _ = try await store.applications.save(
                SavedTest(telegramID: 42, firstName: "", lastName: nil, username: nil, answers: [0x7B, 0x7D])
            )
            let item = try #require(try await store.applications.page(ApplicationsQuery()).items.first)
            #expect(item.user.profile.firstName == "")
            #expect(item.user.profile.lastName == "L")
            #expect(item.user.profile.username == "u")
            // Found by what was left as it was, no longer by what was replaced.
            #expect(try await store.applications.page(ApplicationsQuery(search: "l")).total == 1)
            #expect(try await store.applications.page(ApplicationsQuery(search: "f")).total == 0)
        },
        StoreBehaviour("answers without a recommendation take the old one away") {
            (store: Store, _: TestClock) async throws -> Void in
            var test = SavedTest(42)
            test.recommendation = Recommendation(
                calories: 1,
                proteinHundredths: 2,
                fatHundredths: 3,
                carbsHundredths: 4
            )
            _ = try await store.applications.save(test)
            #expect(
                try await store.applications.page(ApplicationsQuery()).items.first?.user.recommendation
                    == test.recommendation
            )
            test.recommendation = nil
            _ = try await store.applications.save(test)
            let user = try #require(try await store.applications.page(ApplicationsQuery()).items.first?.user)
            #expect(user.recommendation == nil && user.aiTestCompleted)
        },
        StoreBehaviour("concurrent saves of one user give one application") {
            (store: Store, _: TestClock) async throws -> Void in
            let created = try await withThrowingTaskGroup(of: SaveTestOutcome.self) { group in
                for _ in 0..<100 { group.addTask { try await store.applications.save(SavedTest(7)) } }
                return try await group.reduce(0) { $0 + ($1.created ? 1 : 0) }
            }
            #expect(created == 1)
            #expect(try await store.applications.page(ApplicationsQuery()).total == 1)
        },
        StoreBehaviour("a thousand concurrent saves are all there") {
            (store: Store, _: TestClock) async throws -> Void in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...1_000 {
                    group.addTask {
                        let outcome = try await store.applications.save(SavedTest(Int64(id), answers: #"{"n":\#(id)}"#))
                        #expect(outcome.created)
                    }
                }
                try await group.waitForAll()
            }
            let page = try await store.applications.page(ApplicationsQuery(limit: 1_000, includeDetails: true))
            #expect(page.total == 1_000)
            #expect(page.next == nil)
            #expect(Set(page.items.map(\.user.profile.telegramID)) == Set(1...1_000))
            for item in page.items {
                #expect(item.details == Array(#"{"n":\#(item.user.profile.telegramID)}"#.utf8))
            }
        },
        StoreBehaviour("a name spelled with other scalars is found by its new spelling") {
            (store: Store, _: TestClock) async throws -> Void in
            // To Swift's `==` the two are equal.
            for name in ["Jos\u{e9}", "Jose\u{301}"] {
                _ = try await store.applications.save(SavedTest(1, name: name))
                #expect(try await store.applications.page(ApplicationsQuery(search: name)).total == 1)
            }
        },
        StoreBehaviour("a write that fails leaves its neighbours alone") {
            (store: Store, _: TestClock) async throws -> Void in
            let failures = await withTaskGroup(of: Bool.self) { group in
                for id in 1...200 {
                    group.addTask {
                        do {
                            _ = try await store.applications.save(
                                SavedTest(id.isMultiple(of: 10) ? Int64(-id) : Int64(id))
                            )
                            return false
                        } catch StorageError.internal {
                            return true
                        } catch {
                            Issue.record(error)
                            return true
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(failures == 20)
            #expect(try await store.applications.page(ApplicationsQuery()).total == 180)
        },
    ]
}
