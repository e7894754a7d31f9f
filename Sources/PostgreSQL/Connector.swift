internal import CPostgreSQL
package import Threads

/// What blocks around sessions, on threads of its own: connecting (names are resolved there), cancelling, closing.
package final class Connector: Sendable {
    private typealias Job = @Sendable () -> Void

    /// How a session is set up before it is used.
    package struct Options: Sendable {
        package var applicationName: String
        /// Milliseconds after which the server gives a statement up (`statement_timeout`).
        package var statementMilliseconds: Int
        package var statements: [Statement]

        package init(applicationName: String, statementMilliseconds: Int, statements: [Statement]) {
            self.applicationName = applicationName
            self.statementMilliseconds = statementMilliseconds
            self.statements = statements
        }

        /// One plan a prepared statement, whatever its values, which reads rows in the order of an index and stops
        /// when it has enough: the planner does not know the values and takes every page for a tenth of the table, or
        /// plans while the table is small. And no commit that is not on disk, whatever the server's default says.
        package var settings: String {
            """
            SET statement_timeout = \(statementMilliseconds);
            SET plan_cache_mode = force_generic_plan;
            SET enable_seqscan = off;
            SET enable_bitmapscan = off;
            SET jit = off;
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
            """
        }
    }

    private let target: ConnectionString
    private let options: Options
    private let opener: WorkerThread<Job>
    /// A thread of its own: a server that hangs holds up who wants to cancel there.
    private let closer: WorkerThread<Job>

    package init(_ target: ConnectionString, options: Options) throws(ThreadError) {
        self.target = target
        self.options = options
        opener = try Connector.thread("pg-connect", capacity: 1_000)
        closer = try Connector.thread("pg-cancel", capacity: 16)
    }

    private static func thread(_ name: String, capacity: Int) throws(ThreadError) -> WorkerThread<Job> {
        try WorkerThread(
            name: name,
            capacity: capacity,
            batch: 1,
            handle: { jobs in for job in jobs { job() } },
            end: {}
        )
    }

    /// Calls `done` from the connecting thread with a session that is ready for a pipeline.
    func connect(_ done: @escaping @Sendable (Result<Session, DatabaseFailure>) -> Void) {
        let isTaken: Bool = opener.submit { [target, options] in
            do throws(DatabaseFailure) {
                let session: Session = try Session(target, applicationName: options.applicationName)
                try session.run(options.settings)
                for statement in options.statements where statement.isPrepared { try session.prepare(statement) }
                done(.success(session))
            } catch {
                done(.failure(error))
            }
        }
        if !isTaken { done(.failure(.unreachable("the connection pool is closed"))) }
    }

    /// Stops what the session is doing, for which nobody waits any more, and closes it.
    func cancel(_ session: Session) {
        // Where too many hang already, the server's own time limit has to do.
        _ = closer.submit { session.cancel() }
    }

    /// Returns when nobody connects any more.
    package func finish() async { await opener.finish() }
}
