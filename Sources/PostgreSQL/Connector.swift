import Platform
import Synchronization

/// The blocking work of sessions, on threads of its own: connecting (names are resolved there), cancelling, closing.
package final class Connector: Sendable {
    private typealias Job = @Sendable () -> Void

    /// How a session is set up before it is used.
    package struct Options: Sendable {
        package var applicationName: String
        /// Milliseconds after which the server gives a statement up (`statement_timeout`); waiting for one lock, after
        /// a fifth of them (`lock_timeout`).
        package var statementMilliseconds: Int
        /// Hears, once, that the server is reached through a pooler; from a thread that connects.
        package var poolerNote: @Sendable () -> Void = {}

        package init(applicationName: String, statementMilliseconds: Int) {
            self.applicationName = applicationName
            self.statementMilliseconds = statementMilliseconds
        }
    }

    private static let openerCount: Int = 8

    private let target: ConnectionString
    private let options: Options
    private let openers: [Opener]
    /// A thread of its own: a server that hangs holds up who wants to cancel there.
    private let closer: WorkerThread<Job>
    /// Set when nobody needs a connection any more; shared with what waits for the thread.
    private let closing = Closing()
    private let sharing = Sharing()

    package init(_ target: ConnectionString, options: Options) throws(SystemError) {
        self.target = target
        self.options = options
        // Several: a host that says nothing holds up one attempt for seconds, and must not hold up all others.
        var openers: [Opener] = []
        for _ in 0..<Connector.openerCount {
            openers.append(Opener(thread: try Connector.thread("pg-connect", capacity: 1_000)))
        }
        self.openers = openers
        closer = try Connector.thread("pg-cancel", capacity: 16)
    }

    private static func thread(_ name: String, capacity: Int) throws(SystemError) -> WorkerThread<Job> {
        try WorkerThread(name: name, capacity: capacity, batch: 1) { jobs in
            for job in jobs { job() }
        } end: {
        }
    }

    /// Calls `done` from a connecting thread with a session that is ready for a pipeline.
    func connect(_ done: @escaping @Sendable (Result<Session, DatabaseFailure>) -> Void) {
        let opener = openers.dropFirst().reduce(openers[0]) { $1.load < $0.load ? $1 : $0 }
        opener.jobs.add(1, ordering: .relaxed)
        let isTaken = opener.thread.submit { [target, options, closing, sharing] in
            defer { opener.jobs.subtract(1, ordering: .relaxed) }
            do throws(DatabaseFailure) {
                guard !closing.isSet.load(ordering: .relaxed) else { throw DatabaseFailure.closed }
                done(.success(try sharing.open(target, options)))
            } catch {
                done(.failure(error))
            }
        }
        guard !isTaken else { return }
        opener.jobs.subtract(1, ordering: .relaxed)
        done(.failure(DatabaseFailure.closed))
    }

    /// From here on no session is taken for ours alone.
    func distrustSessions() { sharing.isSuspected.store(true, ordering: .relaxed) }

    /// Stops what the session is doing, for which nobody waits any more, and closes it.
    func cancel(_ session: Session) {
        // Where too many hang already, the server's own time limit has to do.
        _ = closer.submit { session.cancel() }
    }

    /// Returns when nobody connects any more: whoever waits for that is turned away.
    package func finish() async {
        closing.isSet.store(true, ordering: .relaxed)
        for opener in openers { await opener.thread.finish() }
    }
}

/// A thread that connects, and how much it has to do.
private final class Opener: Sendable {
    let thread: WorkerThread<@Sendable () -> Void>
    let jobs: Atomic<Int> = Atomic(0)

    init(thread: WorkerThread<@Sendable () -> Void>) { self.thread = thread }

    var load: Int { jobs.load(ordering: .relaxed) }
}

private final class Closing: Sendable {
    let isSet: Atomic<Bool> = Atomic(false)
}

/// The knowledge of poolers between us and the server.
private final class Sharing: Sendable {
    /// How long a server that takes connections may take to make a session ready.
    private static let setUpMilliseconds: Int = 2_000

    /// A session has lost what it had prepared, though nothing else told of a pooler.
    let isSuspected: Atomic<Bool> = Atomic(false)
    private let isNoted: Atomic<Bool> = Atomic(false)

    /// A session that is ready for a pipeline.
    func open(_ target: ConnectionString, _ options: Connector.Options) throws(DatabaseFailure) -> Session {
        let session = try Session(target, applicationName: options.applicationName)
        let isShared = session.isPooled || isSuspected.load(ordering: .relaxed)
        try session.setUp(options, isShared: isShared, within: Sharing.setUpMilliseconds)
        if isShared, !isNoted.exchange(true, ordering: .relaxed) { options.poolerNote() }
        return session
    }
}
