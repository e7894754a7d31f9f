import Synchronization

/// Wakes one worker that waits; a call that nobody waits for counts for the next wait.
package final class Signal: Sendable {
    private struct State {
        var isSet: Bool = false
        var waiter: CheckedContinuation<Void, Never>?
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

    /// Returns when `wake` was called since the last wait, when the time is over, or when the task is cancelled.
    package func wait(for time: Duration) async {
        guard !Task.isCancelled else { return }
        let timer = Task {
            try await Task.sleep(for: time)
            wake()
        }
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
        timer.cancel()
    }
}
