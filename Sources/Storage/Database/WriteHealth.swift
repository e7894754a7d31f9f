import Synchronization

/// Tells whether writes fail for want of something, such as room on the disk, or are not answered.
///
/// That some succeed says little: a short row finds room where a long one does not.
final class WriteHealth: Sendable {
    /// How long a failure speaks for itself; then somebody has to try.
    private static let fresh: Duration = .seconds(1)

    private struct State {
        /// The thing that was lacking.
        var lack: StorageError?
        /// The last write without an answer in time, which may be due to one row that somebody else holds locked.
        var silence: (failure: StorageError, until: ContinuousClock.Instant)?
        /// Until then nobody tries.
        var notBefore: ContinuousClock.Instant = .now
        /// How many failures were noted.
        var generation: Int = 0
    }

    private let state: Mutex<State> = Mutex(State())

    /// Why it is doubtful that anything can be written; nil where it is not.
    var doubt: StorageError? {
        state.withLock { state in
            if let lack = state.lack { return lack }
            guard let silence = state.silence, silence.until > .now else { return nil }
            return silence.failure
        }
    }

    /// How many failures were noted; what an attempt to write is told from the ones after it by.
    var generation: Int { state.withLock { $0.generation } }

    /// True where an attempt to write makes sense.
    var mayTry: Bool { state.withLock { $0.notBefore <= .now } }

    /// A write failed for want of something.
    func noteLack(_ failure: StorageError) {
        state.withLock { state in
            state.generation += 1
            state.lack = failure
            state.notBefore = .now + WriteHealth.fresh
        }
    }

    /// A write had no answer in time.
    func noteDelay(_ failure: StorageError) {
        state.withLock { state in
            state.generation += 1
            state.silence = (failure, until: .now + WriteHealth.fresh)
        }
    }

    /// An attempt had no answer: it holds up a connection as long as a statement may take.
    func noteSilence(for statementTimeout: Duration) { state.withLock { $0.notBefore = .now + statementTimeout } }

    /// An attempt has shown that writes are possible; of failures noted since `generation`, before the attempt, it says
    /// nothing.
    func clear(ifStill generation: Int) {
        state.withLock { state in
            guard state.generation == generation else { return }
            state.lack = nil
            state.silence = nil
        }
    }
}
