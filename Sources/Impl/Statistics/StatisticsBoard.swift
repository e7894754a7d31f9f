import Domain
import Storage
import Synchronization

/// The statistics that administrators see: counted at most every 60 seconds, however many ask.
package final class StatisticsBoard: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Statistics, StorageError>, Never>

    private enum Turn {
        case known(Statistics)
        case count
        case wait
    }

    private struct State {
        var last: Statistics?
        /// Those who wait for a count that is under way; nil where none is.
        var waiters: [Waiter]?
    }

    /// Microseconds.
    static let lifetime: Int64 = 60_000_000

    private let store: Store
    private let state: Mutex<State> = Mutex(State())

    package init(store: Store) { self.store = store }

    package func current() async throws(StorageError) -> Statistics {
        let now = store.now
        let turn = state.withLock { state -> Turn in
            // A clock that was set back does not keep numbers for ever.
            if let last = state.last, (0..<StatisticsBoard.lifetime).contains(now - last.time) { return .known(last) }
            guard state.waiters == nil else { return .wait }
            state.waiters = []
            return .count
        }
        switch turn {
        case .known(let last): return last
        case .count: return try await count()
        case .wait: return try await wait().get()
        }
    }

    private func count() async throws(StorageError) -> Statistics {
        let result: Result<Statistics, StorageError>
        do throws(StorageError) { result = .success(try await store.statistics.count()) } catch {
            result = .failure(error)
        }
        let waiters = state.withLock { state in
            if case .success(let statistics) = result { state.last = statistics }
            return state.waiters.take() ?? []
        }
        for waiter in waiters { waiter.resume(returning: result) }
        return try result.get()
    }

    private func wait() async -> Result<Statistics, StorageError> {
        await withCheckedContinuation { (waiter: Waiter) in
            let ended = state.withLock { state -> Result<Statistics, StorageError>? in
                guard state.waiters == nil else {
                    state.waiters?.append(waiter)
                    return nil
                }
                return state.last.map { .success($0) } ?? .failure(.unavailable("the statistics could not be counted"))
            }
            // The count ended in between.
            if let ended { waiter.resume(returning: ended) }
        }
    }
}
