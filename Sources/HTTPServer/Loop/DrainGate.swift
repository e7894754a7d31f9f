import Synchronization

/// Keeps loops that have drained running until all have: what lives on one may still serve the requests of another.
final class DrainGate: Sendable {
    private struct State {
        var busy: Int
        var loops: [EventLoop] = []
    }

    private let state: Mutex<State>
    private let opened: Atomic<Bool> = Atomic(false)

    /// - Parameter count: of the loops that will leave.
    init(_ count: Int) { state = Mutex(State(busy: count)) }

    /// Before the loops run: those to wake when the last one has left.
    func admit(_ loops: [EventLoop]) { state.withLock { $0.loops = loops } }

    /// True once all have left.
    var isOpen: Bool { opened.load(ordering: .relaxed) }

    /// A loop has nothing in flight any more, or has run out of time; called once by each.
    func leave() {
        let waiting: [EventLoop]? = state.withLock { state in
            state.busy -= 1
            guard state.busy == 0 else { return nil }
            defer { state.loops = [] }
            return state.loops
        }
        guard let waiting else { return }
        opened.store(true, ordering: .relaxed)
        for loop in waiting { loop.wake() }
    }
}
