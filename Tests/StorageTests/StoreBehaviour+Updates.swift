import Domain
import Storage
import Testing

extension StoreBehaviour {
    static let updates: [StoreBehaviour] = [
        StoreBehaviour("an update is recorded once") { (store: Store, _: TestClock) async throws -> Void in
            let update = ReceivedUpdate(updateID: 5, raw: Array("{}".utf8))
            #expect(try await store.updates.record(update))
            #expect(try await !store.updates.record(update))
            let bare = ReceivedUpdate(updateID: 4, raw: [])
            #expect(try await store.updates.record(bare), "a lower id is as new as a higher one")
        },
        StoreBehaviour("of concurrent deliveries of one update one is new") {
            (store: Store, _: TestClock) async throws -> Void in
            let new = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await store.updates.record(
                            ReceivedUpdate(updateID: 9, raw: [0x7B, 0x7D])
                        )
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(new == 1)
        },
    ]
}
