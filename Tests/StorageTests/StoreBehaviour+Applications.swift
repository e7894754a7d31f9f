import Domain
import Storage
import Testing

/// Saves a test for each id, in this order.
private func save(_ ids: ClosedRange<Int64>, in store: Store) async throws {
    for id in ids { _ = try await store.applications.save(SavedTest(id, name: "Name \(id)")) }
}

/// The Telegram ids that a query finds, newest first.
private func ids(_ query: ApplicationsQuery, in store: Store) async throws -> [Int64] {
    try await store.applications.page(query).items.map(\.user.profile.telegramID)
}

extension StoreBehaviour {
    static let applications: [StoreBehaviour] = [
        StoreBehaviour("pages come newest first, by offset and by cursor") {
            (store: Store, _: TestClock) async throws -> Void in
            try await save(1...7, in: store)
            let first = try await store.applications.page(ApplicationsQuery(limit: 3))
            #expect(first.items.map(\.user.profile.telegramID) == [7, 6, 5])
            #expect(first.total == 7)
            #expect(first.next == first.items.last?.id)
            let second = try await store.applications.page(ApplicationsQuery(limit: 3, after: first.next))
            #expect(second.items.map(\.user.profile.telegramID) == [4, 3, 2])
            #expect(second.total == 7)
            let third = try await store.applications.page(ApplicationsQuery(limit: 3, after: second.next))
            #expect(third.items.map(\.user.profile.telegramID) == [1])
            #expect(third.next == nil)
            #expect(try await ids(ApplicationsQuery(limit: 3, offset: 3), in: store) == [4, 3, 2])
            #expect(try await ids(ApplicationsQuery(limit: 3, offset: 7), in: store) == [])
            let exact = try await store.applications.page(ApplicationsQuery(limit: 7))
            #expect(exact.items.count == 7 && exact.next == nil)
        },
        StoreBehaviour("extreme pages are empty, never a fault") {
            (store: Store, _: TestClock) async throws -> Void in
            try await save(1...2, in: store)
            #expect(try await ids(ApplicationsQuery(limit: .max, offset: 0), in: store) == [2, 1])
            #expect(try await ids(ApplicationsQuery(limit: .min, offset: .min), in: store) == [])
            #expect(try await ids(ApplicationsQuery(offset: .max), in: store) == [])
            #expect(try await ids(ApplicationsQuery(after: .min), in: store) == [])
            #expect(try await ids(ApplicationsQuery(after: .max), in: store) == [2, 1])
        },
        StoreBehaviour("details come only where they are asked for") {
            (store: Store, _: TestClock) async throws -> Void in
            try await save(1...1, in: store)
            #expect(try await store.applications.page(ApplicationsQuery()).items.first?.details == nil)
            let withDetails = try await store.applications.page(ApplicationsQuery(includeDetails: true))
            #expect(withDetails.items.first?.details == Array("{}".utf8))
        },
        StoreBehaviour("status is set, filtered by and counted") {
            (store: Store, _: TestClock) async throws -> Void in
            try await save(1...5, in: store)
            let all = try await store.applications.page(ApplicationsQuery()).items
            let changed = try await store.applications.setStatus(.contacted, of: all[0].id)
            #expect(changed?.status == .contacted)
            #expect(changed?.id == all[0].id)
            _ = try await store.applications.setStatus(.viewed, of: all[2].id)
            _ = try await store.applications.setStatus(.viewed, of: all[2].id)
            for (status, expected) in [(ApplicationStatus.new, [4, 2, 1]), (.viewed, [3]), (.contacted, [5])] {
                let page = try await store.applications.page(ApplicationsQuery(status: status))
                #expect(page.items.map(\.user.profile.telegramID) == expected.map(Int64.init))
                #expect(page.total == Int64(expected.count))
            }
            #expect(try await store.applications.page(ApplicationsQuery()).total == 5)
            #expect(try await store.applications.setStatus(.new, of: all[0].id + 1_000) == nil)
        },
        StoreBehaviour("deleting forgets the test, and saving again makes a new application") {
            (store: Store, clock: TestClock) async throws -> Void in
            var test = SavedTest(42)
            test.recommendation = Recommendation(
                calories: 1,
                proteinHundredths: 2,
                fatHundredths: 3,
                carbsHundredths: 4
            )
            _ = try await store.applications.save(test)
            let old = try #require(try await store.applications.page(ApplicationsQuery()).items.first)
            #expect(try await store.applications.delete(id: old.id))
            #expect(try await !store.applications.delete(id: old.id))
            #expect(try await store.applications.find(id: old.id) == nil)
            #expect(
                try await store.applications.page(ApplicationsQuery())
                    == ApplicationsPage(items: [], total: 0, next: nil)
            )
            let user = try await store.users.logIn(old.user.profile)
            #expect(!user.aiTestCompleted && user.recommendation == nil)

            clock.advance(microseconds: 3)
            let again = try await store.applications.save(test)
            #expect(again == SaveTestOutcome(userID: old.user.id, created: true))
            let new = try #require(try await store.applications.page(ApplicationsQuery()).items.first)
            #expect(new.id > old.id, "ids are never used twice")
            #expect(new.createdAt == clock.now)
        },
        StoreBehaviour("unknown applications are nil") { (store: Store, _: TestClock) async throws -> Void in
            #expect(try await store.applications.find(id: 1) == nil)
            #expect(try await store.applications.find(id: .min) == nil)
            #expect(try await !store.applications.delete(id: .max))
        },
        StoreBehaviour("search finds parts of names in any case and whole telegram ids") {
            (store: Store, _: TestClock) async throws -> Void in
            for profile in [
                UserProfile(telegramID: 101, username: "Ivan_P", firstName: "Иван", lastName: "ПЕТРОВ"),
                UserProfile(telegramID: 202, username: nil, firstName: "100%", lastName: "O'Brien_x"),
                UserProfile(telegramID: 1_010, username: "zed", firstName: "Émile", lastName: ""),
            ] {
                _ = try await store.users.logIn(profile)
                _ = try await store.applications.save(SavedTest(profile.telegramID))
            }
            let expected: [(String, [Int64])] = [
                ("иван", [101]), ("ВАН", [101]), ("петров", [101]), ("иван петров", [101]), ("IVAN_", [101]),
                ("@ivan", [101]), ("101", [101]), ("10", [202]), ("1010", [1_010]),
                ("%", [202]), ("_", [202, 101]), ("o'b", [202]), ("émile", [1_010]), ("ÉMILE", [1_010]), ("zz", []),
                ("\\", []), ("'; DROP TABLE users; --", []), ("", [1_010, 202, 101]),
            ]
            for (search, found) in expected {
                let page = try await store.applications.page(ApplicationsQuery(search: search))
                #expect(page.items.map(\.user.profile.telegramID) == found, "\(search)")
                #expect(page.total == Int64(found.count), "\(search)")
            }
            #expect(try await ids(ApplicationsQuery(limit: 1, status: .new, search: "_"), in: store) == [202])
            #expect(try await store.applications.page(ApplicationsQuery(status: .viewed, search: "_")).total == 0)
        },
    ]
}
