import Storage
import Synchronization

/// Asks the store how it is, at most twice a second: probes are cheap however many monitors there are, and a database
/// that goes or returns is noticed well within two seconds.
final class DatabaseProbe: Sendable {
    private static let freshNanoseconds: UInt64 = 500_000_000

    private struct Verdict {
        var fault: StorageError?
        var at: UInt64
    }

    private let store: Store
    private let now: @Sendable () -> UInt64
    private let last: Mutex<Verdict?> = Mutex(nil)

    /// - Parameter now: nanoseconds of a clock that never goes back.
    init(store: Store, now: @escaping @Sendable () -> UInt64) {
        self.store = store
        self.now = now
    }

    /// The fault of the store; nil where there is none. `noticed` is called for a fault that was found just now.
    func fault(noticed: (StorageError) -> Void) async -> StorageError? {
        let time = now()
        let known = last.withLock { $0 }
        if let known, time &- known.at < DatabaseProbe.freshNanoseconds { return known.fault }
        var verdict = Verdict(fault: nil, at: time)
        do throws(StorageError) {
            try await store.checkHealth()
        } catch {
            noticed(error)
            verdict.fault = error
        }
        last.withLock { [verdict] in $0 = verdict }
        return verdict.fault
    }
}
