internal import PostgreSQL
internal import Synchronization

/// Whether writes fail for want of something, such as room on the server's disk, or are not answered.
///
/// That some succeed says little: a short row finds room where a long one does not.
final class WriteHealth: Sendable {
    /// How long a failure speaks for itself; then somebody has to try.
    private static let fresh: Duration = .seconds(1)

    private struct State {
        /// What was lacking.
        var lack: DatabaseFailure?
        /// The last write without an answer in time, which may be due to one row that somebody else holds locked.
        var silence: (failure: DatabaseFailure, until: ContinuousClock.Instant)?
        /// Until then nobody tries.
        var notBefore: ContinuousClock.Instant = .now
    }

    private let statementTimeout: Duration
    private let state: Mutex<State> = Mutex(State())

    init(statementTimeout: Duration) { self.statementTimeout = statementTimeout }

    /// Why it is doubtful that anything can be written; nil where it is not.
    var doubt: DatabaseFailure? {
        state.withLock { state in
            if let lack = state.lack { return lack }
            guard let silence = state.silence, silence.until > .now else { return nil }
            return silence.failure
        }
    }

    /// True where an attempt to write makes sense.
    var mayTry: Bool { state.withLock { $0.notBefore <= .now } }

    /// Hears how a write ended.
    func note(_ failure: DatabaseFailure?) {
        switch failure {
        case .refused(let code, _)? where code.category == "53" || code.category == "58":
            state.withLock { state in
                state.lack = failure
                state.notBefore = .now + WriteHealth.fresh
            }
        case .overdue(let reason)?:
            state.withLock { $0.silence = (.overdue(reason), until: .now + WriteHealth.fresh) }
        default: break
        }
    }

    /// An attempt had no answer: it holds up a connection as long as a statement may take.
    func noteSilence() { state.withLock { $0.notBefore = .now + statementTimeout } }

    /// An attempt has shown that writes are possible.
    func clear() {
        state.withLock { state in
            state.lack = nil
            state.silence = nil
        }
    }
}
