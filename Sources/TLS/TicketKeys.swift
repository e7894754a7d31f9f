internal import CTLS
import Platform
import Synchronization

/// The keys that sessions are encrypted with, which clients hold for the server (RFC 5077, RFC 8446 § 4.6.1).
///
/// They are made up, shared by all loops, kept in memory alone, and outlive a certificate: a client need not begin
/// anew because of one. A ticket is good for `lifetime`, so a key is used to make tickets for that time and to read
/// them for as long again. Then nobody can read what was sent under it, not even with the key of the certificate.
package final class TicketKeys: Sendable {
    struct Key: Sendable {
        static let nameBytes: Int = 16
        static let keyBytes: Int = 32
        let name: [UInt8]
        let encryption: [UInt8]
        let authentication: [UInt8]

        init?() {
            var random = [UInt8](repeating: 0, count: Key.nameBytes + 2 * Key.keyBytes)
            guard RAND_bytes(&random, Int32(random.count)) == 1 else { return nil }
            name = Array(random[..<Key.nameBytes])
            encryption = Array(random[Key.nameBytes..<(Key.nameBytes + Key.keyBytes)])
            authentication = Array(random[(Key.nameBytes + Key.keyBytes)...])
        }
    }

    private struct State {
        var current: Key?
        var previous: Key?
        /// When `current` was made.
        var since: UInt64 = 0
    }

    /// Seconds.
    package static let lifetime: Int = 4 * 3_600

    private let state: Mutex<State> = Mutex(State())
    private let now: @Sendable () -> UInt64

    /// - Parameter now: nanoseconds of a clock that never goes back.
    package init(now: @escaping @Sendable () -> UInt64 = SystemClock.monotonicNanoseconds) { self.now = now }

    /// The key to make a ticket with; nil where there is no randomness.
    func keyForNew() -> Key? {
        let time = now()
        return state.withLock { state in
            TicketKeys.rotate(&state, time)
            return state.current
        }
    }

    /// The key with which a ticket was made, and whether it is time for a new ticket; nil where the ticket is too old,
    /// or another process's.
    func key(named name: UnsafeBufferPointer<UInt8>) -> (key: Key, isOld: Bool)? {
        let time = now()
        return state.withLock { state in
            TicketKeys.rotate(&state, time)
            if let current = state.current, current.name.elementsEqual(name) { return (current, false) }
            if let previous = state.previous, previous.name.elementsEqual(name) { return (previous, true) }
            return nil
        }
    }

    private static func rotate(_ state: inout State, _ now: UInt64) {
        let lifetime = UInt64(TicketKeys.lifetime) * 1_000_000_000
        if state.current != nil, now &- state.since < lifetime { return }
        // What has not been used for two times is too old to read tickets with.
        state.previous = state.current != nil && now &- state.since < 2 * lifetime ? state.current : nil
        state.current = Key()
        state.since = now
    }
}
