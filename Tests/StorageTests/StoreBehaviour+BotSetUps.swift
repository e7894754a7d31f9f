import Storage
import Testing

extension StoreBehaviour {
    static let botSetUps: [StoreBehaviour] = [
        StoreBehaviour("what was set up at Telegram is kept by bot and item") {
            (store: Store, _: TestClock) async throws -> Void in
            let setUps = store.botSetUps
            #expect(try await setUps.codes(of: 1).isEmpty)
            try await setUps.note("webhook", code: "a", of: 1)
            try await setUps.note("webhook", code: "b", of: 1)
            try await setUps.note("menu-button", code: "c", of: 1)
            try await setUps.note("webhook", code: "d", of: 2)
            #expect(try await setUps.codes(of: 1) == ["webhook": "b", "menu-button": "c"])
            try await setUps.forget("webhook", of: 1)
            #expect(try await setUps.codes(of: 1) == ["menu-button": "c"])
            #expect(try await setUps.codes(of: 2) == ["webhook": "d"])
        }
    ]
}
