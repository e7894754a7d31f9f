import Glibc
import Platform
import Synchronization

/// SIGHUP as a request to read files again: parts of the process say what they do on it.
///
/// The actions run on a thread of its own, one after the other in the order they were added. Requests that come while
/// they run are one request. One that came before an action was added is carried out for that action, too: whoever
/// reads a file and adds its action, in whichever order, misses no change.
package final class ReloadSignal: Sendable {
    /// What became of an action.
    package enum Outcome: Sendable {
        case done
        /// The error in words.
        case failed(String)
    }

    private struct Action: Sendable {
        let name: String
        let run: @Sendable () throws -> Void
    }

    private struct State {
        var actions: [Action] = []
        var wasRequested: Bool = false
    }

    /// The descriptor that the handler writes to; -1 before `hold`.
    private static let signalled: Atomic<Int32> = Atomic(-1)

    /// Makes one of many requests.
    private let requests: WakeUp
    private let state: Mutex<State> = Mutex(State())

    /// - Throws: where the system refuses a descriptor.
    package init() throws { requests = try WakeUp() }

    /// From here on SIGHUP does not end the process: it is a request, carried out once `start` has been called.
    ///
    /// A handler, not a signal mask, for the reason that `TerminationSignal.hold` gives. It uses a copy of the
    /// descriptor, which stays open as long as the process lives.
    package func hold() {
        ReloadSignal.signalled.store(fcntl(requests.descriptor, F_DUPFD_CLOEXEC, 3), ordering: .relaxed)
        // A parent that blocks it hands that down.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGHUP)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        signal(SIGHUP) { _ in
            let saved = errno
            var one: UInt64 = 1
            _ = write(ReloadSignal.signalled.load(ordering: .relaxed), &one, 8)
            errno = saved
        }
    }

    /// Adds what a part does on each request; what it throws keeps no other from its own.
    ///
    /// - Parameter name: as the log names it.
    package func add(_ name: String, _ run: @escaping @Sendable () throws -> Void) {
        let wasRequested = state.withLock { state in
            state.actions.append(Action(name: name, run: run))
            return state.wasRequested
        }
        if wasRequested { request() }
    }

    /// Has all actions run, as the signal does.
    package func request() { requests.signal() }

    /// Starts the thread, which ends with `StoppableThread.stop`.
    ///
    /// - Parameter note: hears of each action, on the thread.
    /// - Throws: where the system refuses a thread.
    package func start(
        _ note: @escaping @Sendable (_ name: String, Outcome) -> Void
    ) throws(SystemError) -> StoppableThread {
        try StoppableThread(name: "reload") { end in
            while self.waitForRequest(end) { self.runActions(note) }
        }
    }

    /// False where the thread shall end.
    private func waitForRequest(_ end: Int32) -> Bool {
        var entries = [end, requests.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&entries, 2, -1) < 0 {}
        requests.clear()
        return entries[0].revents == 0
    }

    private func runActions(_ note: (String, Outcome) -> Void) {
        let actions = state.withLock { state in
            state.wasRequested = true
            return state.actions
        }
        for action in actions {
            do {
                try action.run()
                note(action.name, .done)
            } catch {
                note(action.name, .failed(String(describing: error)))
            }
        }
    }
}
