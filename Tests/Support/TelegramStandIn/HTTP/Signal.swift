import Synchronization

/// Wakes who waits for a change of the world.
final class Signal: Sendable {
    private struct State {
        var version: UInt64 = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// The number of changes so far: read it, look at the world and whether all is over, and wait for another.
    var version: UInt64 { state.withLock { $0.version } }

    /// Tells of a change.
    func notify() {
        let woken = state.withLock { state in
            state.version += 1
            defer { state.waiting = [] }
            return state.waiting
        }
        for caller in woken { caller.resume() }
    }

    /// Returns when there was a change after `version`.
    func wait(after version: UInt64) async {
        await withCheckedContinuation { caller in
            let isLate = state.withLock { state in
                guard state.version == version else { return true }
                state.waiting.append(caller)
                return false
            }
            if isLate { caller.resume() }
        }
    }

    /// Tells of the time that has passed, once; whoever set the alarm cancels it.
    ///
    /// A time that is over is told of at once. It is set once for a whole wait, not for each look: the system keeps the
    /// timer of a sleep that was cancelled until its time has come.
    ///
    /// - Parameter executor: where it goes off; nil: where all tasks run, which what else the process does may hold up.
    func alarm(in duration: Duration, on executor: (any TaskExecutor)?) -> Task<Void, Never> {
        Task(executorPreference: executor) { [self] in
            // A little late: who looks before its time finds nothing, and nobody wakes it again.
            try? await Task.sleep(for: duration + .milliseconds(1))
            notify()
        }
    }
}
