import Synchronization

/// Wakes one worker that waits; a call that nobody waits for counts for the next wait.
package final class Signal: Sendable {
    private struct State {
        var isSet: Bool = false
        var waiter: CheckedContinuation<Void, Never>?
        /// When `wake` is called by itself; nil: never.
        var alarm: ContinuousClock.Instant?
    }

    private let state: Mutex<State> = Mutex(State())

    package init() {}

    package func wake() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiter = state.waiter.take() else {
                state.isSet = true
                return nil
            }
            return waiter
        }
        waiter?.resume()
    }

    /// Calls `wake` when the time is over, or before.
    package func wake(in time: Duration) { setAlarm(in: time) }

    /// Returns when `wake` was called since the last wait, when the time is over, when the task is cancelled, or before
    /// that: who waits looks again anyway.
    package func wait(for time: Duration) async {
        guard !Task.isCancelled else { return }
        setAlarm(in: time)
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isSet = state.withLock { state in
                    if !state.isSet { state.waiter = waiter }
                    defer { state.isSet = false }
                    return state.isSet
                }
                if isSet { waiter.resume() }
            }
        } onCancel: {
            wake()
        }
    }

    /// Sees to it that `wake` is called when the time is over. An alarm that is set for an earlier time will do: one
    /// for each wait would pile up, as a sleep that is cancelled keeps its timer until it is due.
    private func setAlarm(in time: Duration) {
        let due = ContinuousClock.now + time
        let isNew = state.withLock { state in
            guard state.alarm.map({ due < $0 }) ?? true else { return false }
            state.alarm = due
            return true
        }
        guard isNew else { return }
        Task {
            try? await Task.sleep(until: due, clock: .continuous)
            state.withLock { if $0.alarm == due { $0.alarm = nil } }
            wake()
        }
    }
}
