import Domain
import Storage
import Testing

extension StoreBehaviour {
    static let administrators: [StoreBehaviour] = [
        StoreBehaviour("the settings add administrators that are not there, and never one who was removed") {
            (store: Store, _: TestClock) async throws -> Void in
            let administrators = store.administrators
            try await administrators.seed([7: .admin, 8: .superadmin])
            #expect(try await administrators.remove(7) == .removed)
            try await administrators.seed([7: .superadmin, 8: .admin, 9: .admin])
            let list = try await administrators.list()
            #expect(list.map(\.telegramID) == [7, 8, 9])
            #expect(list.map(\.isActive) == [false, true, true])
            #expect(list.map(\.rank) == [.admin, .superadmin, .admin])
            #expect(try await administrators.remove(7) == .notFound)
            #expect(try await administrators.put(7, name: nil, rank: .admin)?.isActive == true, "added again")
        },
        StoreBehaviour("an administrator keeps the name that is not given, and since when they have their rank") {
            (store: Store, clock: TestClock) async throws -> Void in
            let first = try #require(try await store.administrators.put(7, name: "Ána", rank: .admin))
            #expect(first == Administrator(telegramID: 7, name: "Ána", rank: .admin, since: first.since))
            clock.advance(microseconds: 1_000_000)
            #expect(try await store.administrators.put(7, name: nil, rank: .admin) == first)
            let raised = try #require(try await store.administrators.put(7, name: nil, rank: .superadmin))
            #expect(raised.name == "Ána" && raised.rank == .superadmin && raised.since > first.since)
        },
        StoreBehaviour("the last superadministrator is neither removed nor made less") {
            (store: Store, _: TestClock) async throws -> Void in
            let administrators = store.administrators
            try await administrators.seed([7: .admin, 8: .superadmin])
            #expect(try await administrators.remove(8) == .isLast)
            #expect(try await administrators.put(8, name: nil, rank: .admin) == nil)
            _ = try await administrators.put(7, name: nil, rank: .superadmin)
            #expect(try await administrators.put(8, name: nil, rank: .admin)?.rank == .admin)
            #expect(try await administrators.remove(7) == .isLast)
            #expect(try await administrators.remove(8) == .removed)
        },
        StoreBehaviour("of administrators who remove each other at once, one stays") {
            (store: Store, _: TestClock) async throws -> Void in
            let ids = Array(Int64(1)...10)
            try await store.administrators.seed(Dictionary(uniqueKeysWithValues: ids.map { ($0, .admin) }))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids { group.addTask { _ = try await store.administrators.remove(id) } }
                try await group.waitForAll()
            }
            #expect(try await store.administrators.list().count(where: \.isActive) == 1)
        },
    ]
}
