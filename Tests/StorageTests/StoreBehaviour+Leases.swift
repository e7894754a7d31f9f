import Domain
import Storage
import Testing

extension StoreBehaviour {
    private static let hour: Int64 = 3_600_000_000

    static let leases: [StoreBehaviour] = [
        StoreBehaviour("a lease has one owner until it is given back or over") {
            (store: Store, _: TestClock) async throws -> Void in
            let leases = store.leases
            #expect(try await leases.hold(.inbox, [0, 1, 2], owner: 1, for: hour) == [0, 1, 2])
            #expect(try await leases.hold(.inbox, [1, 2, 3], owner: 2, for: hour) == [3])
            #expect(try await leases.hold(.outbox, owner: 2, for: hour) == [0])
            #expect(try await leases.hold(.inbox, [0], owner: 1, for: -1) == [0], "prolonged, to a time that is over")
            #expect(try await leases.hold(.inbox, [0], owner: 2, for: hour) == [0])
            try await leases.release(.inbox, [1, 3], owner: 1)
            #expect(try await leases.hold(.inbox, [1, 2, 3], owner: 3, for: -1) == [1])
            let list = try await leases.list(.inbox)
            #expect(list.map(\.owner) == [2, 3, 1, 2] && list.map(\.isExpired) == [false, true, false, false])
            try await leases.release(.inbox, owner: 2)
            #expect(try await leases.list(.inbox).map(\.number) == [1, 2])
        },
        StoreBehaviour("of those who ask for a lease at once one gets it") {
            (store: Store, _: TestClock) async throws -> Void in
            let held = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for owner in Int64(1)...20 {
                    group.addTask { try await store.leases.hold(.poller, [0, 1], owner: owner, for: hour) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(held.sorted() == [0, 1])
        },
    ]
}
