import Platform
import Synchronization

/// A thread of its own for tests that block, so that the few threads that all tasks share go on with other tests.
package final class BlockingExecutor: TaskExecutor {
    private let thread: WorkerThread<@Sendable () -> Void>

    package init() throws {
        do {
            thread = try WorkerThread(name: "blocking-test", capacity: 10_000, batch: 1) { jobs in
                for job in jobs { job() }
            } end: {
            }
        } catch {
            throw TestFailure("no thread: errno \(error.code)")
        }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = thread.submit { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        precondition(isTaken, "a test has more jobs than a test can have")
    }
}

/// Lets so many in at a time; the others wait in line without holding a thread.
package final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var line: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    package init(_ count: Int) { state = Mutex(State(free: count)) }

    package func enter() async {
        await withCheckedContinuation { next in
            let isIn = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.line.append(next)
                return false
            }
            if isIn { next.resume() }
        }
    }

    package func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.line.isEmpty else { return state.line.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
