internal import Synchronization

/// Counts connections of all loops, in total and per address; touched when one opens or closes, never per request.
final class ConnectionCounter: Sendable {
    private struct Counts {
        var total: Int = 0
        var addresses: [PeerAddress.Key: Int] = [:]
    }

    private let counts: Mutex<Counts> = Mutex(Counts())
    private let maxTotal: Int
    private let maxPerAddress: Int

    init(maxTotal: Int, maxPerAddress: Int) {
        self.maxTotal = maxTotal
        self.maxPerAddress = maxPerAddress
    }

    /// True where the connection is within the limits, and counted from now on.
    func open(_ key: PeerAddress.Key) -> Bool {
        counts.withLock { counts in
            let fromAddress: Int = counts.addresses[key, default: 0]
            guard counts.total < maxTotal, fromAddress < maxPerAddress else { return false }
            counts.total += 1
            counts.addresses[key] = fromAddress + 1
            return true
        }
    }

    func close(_ key: PeerAddress.Key) {
        counts.withLock { counts in
            counts.total -= 1
            let left: Int = counts.addresses[key, default: 1] - 1
            counts.addresses[key] = left > 0 ? left : nil
        }
    }
}
