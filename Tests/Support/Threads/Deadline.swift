import Glibc

/// Waiting for a condition, never for a time.
package enum Deadline {
    /// Looks every two milliseconds until `condition` gives a value; throws when the time is over.
    package static func wait<Value>(
        seconds: Double,
        for what: String,
        until condition: () throws -> Value?
    ) throws -> Value {
        let start: ContinuousClock.Instant = .now
        while true {
            if let value = try condition() { return value }
            guard ContinuousClock.now - start < .seconds(seconds) else {
                throw TestFailure("waited \(seconds) seconds in vain for \(what)")
            }
            // A pause between two looks, not a time to be slept.
            poll(nil, 0, 2)
        }
    }

    /// The same for a task, which lets others have its thread meanwhile.
    package static func wait(
        seconds: Double,
        for what: String,
        until condition: () async throws -> Bool
    ) async throws {
        let start: ContinuousClock.Instant = .now
        while try await !condition() {
            guard ContinuousClock.now - start < .seconds(seconds) else {
                throw TestFailure("waited \(seconds) seconds in vain for \(what)")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
