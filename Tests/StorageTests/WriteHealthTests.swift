import Testing

@testable import Storage

struct WriteHealthTests {
    @Test func anAttemptClearsTheFailuresBeforeIt() {
        let health = WriteHealth()
        health.noteLack(.unavailable("full"))
        health.noteDelay(.unavailable("late"))
        health.clear(ifStill: health.generation)
        #expect(health.doubt == nil)
    }

    @Test func aFailureAfterAnAttemptBeganIsKept() {
        let health = WriteHealth()
        health.noteLack(.unavailable("full"))
        let lack = health.generation
        health.noteLack(.unavailable("full again"))
        health.clear(ifStill: lack)
        #expect(health.doubt == .unavailable("full again"))
        health.clear(ifStill: health.generation)
        let clean = health.generation
        health.noteDelay(.unavailable("late"))
        health.clear(ifStill: clean)
        #expect(health.doubt == .unavailable("late"))
    }
}
