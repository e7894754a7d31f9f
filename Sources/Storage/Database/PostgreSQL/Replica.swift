import Platform
import PostgreSQL
import Synchronization

/// Watches how far a standby is behind, so that pages are read there only while it is young enough.
///
/// Every so often it asks the primary for its position in the log, and the standby up to where it has replayed. A
/// standby that is past a position holds all that was committed before the question for that position was sent: that
/// is its age, clocks of servers and quiet times aside.
/// https://www.postgresql.org/docs/15/functions-admin.html#FUNCTIONS-RECOVERY-INFO-TABLE
///
/// `@unchecked Sendable`: `freshUntil` is atomic; everything else is touched by the loop's thread alone.
final class Replica: LoopResident, @unchecked Sendable {
    private struct Position {
        let log: Int64
        /// When the primary was asked: milliseconds of the loop's clock.
        let time: Int
    }

    private let database: LoopDatabase
    private let pool: ConnectionPool
    private let maxLag: Int
    private let note: @Sendable (Bool) -> Void
    private var positions: [Position] = []
    /// Milliseconds of the loops' clock, which is one for all of them.
    private let freshUntil: Atomic<Int> = Atomic(0)
    /// When the primary was at the position that the standby was past last; 0 before that is known.
    private let reachedTime: Atomic<Int> = Atomic(0)
    private var isNotedFresh: Bool?

    /// - Parameters:
    ///   - database: asks the primary.
    ///   - pool: asks the standby, on the same loop.
    ///   - maxLag: milliseconds.
    ///   - note: hears when the standby begins or ceases to be read from.
    init(database: LoopDatabase, pool: ConnectionPool, maxLag: Int, note: @escaping @Sendable (Bool) -> Void) {
        self.database = database
        self.pool = pool
        self.maxLag = maxLag
        self.note = note
    }

    /// Milliseconds that the standby is behind, growing while it does not answer; nil before it ever did.
    var lag: Int? {
        let time = reachedTime.load(ordering: .relaxed)
        return time == 0 ? nil : max(0, SystemClock.monotonicMilliseconds() - time)
    }

    func isFresh(at milliseconds: Int) -> Bool { milliseconds < freshUntil.load(ordering: .relaxed) }

    /// Before the loop runs, or on its thread.
    func start() {
        database.loop.admit(self)
        database.loop.setTimer(self, at: database.loop.milliseconds)
    }

    func timerFired() {
        let loop = database.loop
        Task(executorPreference: loop) {
            guard loop.isCurrent else { return }
            await self.look()
            guard loop.isCurrent else { return }
            loop.setTimer(self, at: loop.milliseconds + self.interval)
        }
    }

    func ready(_ descriptor: Int32, _ readiness: Readiness) {}
    func turnEnded() {}
    func loopEnds() { freshUntil.store(0, ordering: .relaxed) }

    private var interval: Int { max(50, min(500, maxLag / 4)) }

    private func look() async {
        let asked = database.loop.milliseconds
        if let log = await ask(ReplicaStatements.primaryPosition, nil) {
            positions.append(Position(log: log, time: asked))
        }
        let replayed = await ask(ReplicaStatements.replayedPosition, pool)
        let reached = replayed.flatMap { replayed in positions.last { $0.log <= replayed } }
        positions.removeAll { $0.time < (reached?.time ?? database.loop.milliseconds - maxLag) }
        if let reached { reachedTime.store(reached.time, ordering: .relaxed) }
        // One that does not answer is not asked again before it does.
        freshUntil.store(reached.map { $0.time + maxLag } ?? 0, ordering: .relaxed)
        let isFresh = isFresh(at: database.loop.milliseconds)
        guard isFresh != isNotedFresh else { return }
        isNotedFresh = isFresh
        note(isFresh)
    }

    private func ask(_ statement: Statement, _ pool: ConnectionPool?) async -> Int64? {
        let answer = await database.read(statement, Parameters(), into: Int64?.none, on: pool, within: 1_000) {
            $0 = $1.optionalInteger(0)
        }
        guard case .success(let position) = answer else { return nil }
        return position
    }
}

enum ReplicaStatements {
    static let primaryPosition: Statement = Statement(
        "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint",
        []
    )

    /// NULL where the server follows nobody: a primary, or a standby that was promoted and has a history of its own.
    static let replayedPosition: Statement = Statement(
        "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint END",
        []
    )

    /// The statements that tell how far a standby is behind.
    static let plans: [PlanCase] = [PlanCase(primaryPosition), PlanCase(replayedPosition)]
}
