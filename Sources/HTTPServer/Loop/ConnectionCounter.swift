import HTTPTypes
import Synchronization

/// Counts connections of all loops, in total and per address; touched when one opens or closes, never per request.
final class ConnectionCounter: Sendable {
    enum Verdict {
        /// Within the limits.
        case welcome
        /// Over a limit, and to be told so.
        case refused
        /// Over a limit, while as many as may be are being told so.
        case dropped
    }

    private struct Counts {
        var total: Int = 0
        /// Those that are being told so.
        var refused: Int = 0
        /// All that were over a limit.
        var allRefused: Int = 0
        var addresses: [ClientKey: Int] = [:]
    }

    private let counts: Mutex<Counts> = Mutex(Counts())
    private let maxTotal: Int
    private let maxPerAddress: Int
    private let maxRefused: Int

    /// `descriptors` is what the process may open. Some are always left, because much else fails badly without:
    /// databases, outgoing connections, even the language's runtime.
    init(maxTotal: Int, maxPerAddress: Int, descriptors: Int = .max) {
        self.maxTotal = min(maxTotal, max(descriptors - 512, descriptors / 2))
        self.maxPerAddress = maxPerAddress
        maxRefused = min(64, descriptors / 16)
    }

    /// Counts the connection unless it is dropped; whoever is counted has to be closed.
    ///
    /// - Parameter key: nil for a peer that may have any number.
    func open(_ key: ClientKey?) -> Verdict {
        counts.withLock { counts in
            let fromAddress = key.map { counts.addresses[$0, default: 0] } ?? 0
            if counts.total < maxTotal, fromAddress < maxPerAddress {
                counts.total += 1
                if let key { counts.addresses[key] = fromAddress + 1 }
                return .welcome
            }
            counts.allRefused += 1
            guard counts.refused < maxRefused else { return .dropped }
            counts.refused += 1
            return .refused
        }
    }

    /// Connections that are open, and how many were over a limit so far.
    var totals: (open: Int, refused: Int) { counts.withLock { ($0.total, $0.allRefused) } }

    /// Counts an open connection without an address as one of this client; false where there are too many.
    func assign(_ key: ClientKey) -> Bool {
        counts.withLock { counts in
            let fromAddress = counts.addresses[key, default: 0]
            guard fromAddress < maxPerAddress else {
                counts.allRefused += 1
                return false
            }
            counts.addresses[key] = fromAddress + 1
            return true
        }
    }

    func close(_ key: ClientKey?, wasWelcome: Bool) {
        counts.withLock { counts in
            guard wasWelcome else {
                counts.refused -= 1
                return
            }
            counts.total -= 1
            guard let key else { return }
            let left = counts.addresses[key, default: 1] - 1
            counts.addresses[key] = left > 0 ? left : nil
        }
    }
}
