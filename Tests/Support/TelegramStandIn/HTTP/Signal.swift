import Synchronization

/// Wakes who waits for a change of the world.
final class Signal: Sendable {
    private struct State {
        var version: UInt64 = 0
        var lastID: Int = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// The number of changes so far: read it, look at the world, and wait for another.
    var version: UInt64 { state.withLock { $0.version } }

    /// Tells of a change.
    func notify() {
        let woken = state.withLock { state in
            state.version += 1
            guard !state.waiting.isEmpty else { return [Int: CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [:] }
            return state.waiting
        }
        for caller in woken.values { caller.resume() }
    }

    /// Returns when there was a change after `version`, or after `duration`.
    func wait(after version: UInt64, atMost duration: Duration) async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let timer = Mutex<Task<Void, Never>?>(nil)
        await withCheckedContinuation { caller in
            let isLate = state.withLock { state in
                guard state.version == version else { return true }
                state.waiting[id] = caller
                return false
            }
            if isLate { return caller.resume() }
            // Begun when the caller waits, so that the time cannot be over before.
            let sleeping = Task {
                try? await Task.sleep(for: duration)
                self.state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
            }
            timer.withLock { $0 = sleeping }
        }
        timer.withLock { $0 }?.cancel()
    }
}
