import Platform
import Synchronization

/// The connections that one loop has to one server, and what waits for them.
///
/// Exchanges are spread over the connections for reading; writes wait in a `WriteSource` until a connection for writing
/// is free, and then go together. What is not sent or not answered in time fails; a lost connection is replaced after
/// a back-off, and while the server is known to be away everything fails at once.
///
/// `@unchecked Sendable`: everything is touched by the loop's thread alone, where all calls come in; what comes from
/// the connector's thread is handed over as a task on the loop.
package final class ConnectionPool: LoopResident, @unchecked Sendable {
    package struct Options: Sendable {
        /// Connections for writes, and for reads; without one of a kind the other kind does its work.
        package var writers: Int = 1
        package var readers: Int = 1
        /// How long an exchange may wait to be sent, and then for its answer.
        package var waitMilliseconds: Int = 3_000
        package var answerMilliseconds: Int = 5_000
        /// How many reads may wait.
        package var queueCapacity: Int = 10_000

        package init() {}
    }

    /// Reads that one connection gets before the first is answered.
    private static let readDepth: Int = 8

    /// Milliseconds by which the server may be late with saying that a statement took too long.
    private static let grace: Int = 250

    private struct Waiting {
        let exchange: Exchange
        /// When it must have been sent.
        let deadline: Int
        /// When it must have been answered; nil: the pool's time, from when it is sent.
        let end: Int?
    }

    package let loop: any Loop
    private let connector: Connector
    private let source: any WriteSource
    let options: Options
    private let activity: PoolActivity
    /// This pool's part of the activity's sums.
    private var noted = (open: 0, underWay: 0, waiting: 0)
    private let lanes: [Lane]
    /// Those of `lanes` that write, and those that read; one may do both.
    private let writers: [Lane]
    private let readers: [Lane]
    private var reads: [Waiting] = []
    /// When the loop calls `timerFired`; `.max` where it does not.
    private var timer: Int = .max
    /// Nothing more is taken.
    private var isClosing: Bool = false
    /// The connections are closed.
    private var isEnded: Bool = false
    /// Those who wait until there is nothing to do.
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// - Parameter activity: shared by all pools of one server.
    package init(
        loop: any Loop,
        connector: Connector,
        source: any WriteSource,
        options: Options,
        activity: PoolActivity = PoolActivity()
    ) {
        self.loop = loop
        self.activity = activity
        self.connector = connector
        self.source = source
        self.options = options
        let writers: [Lane] = (0..<options.writers).map { _ in Lane() }
        let readers: [Lane] = (0..<options.readers).map { _ in Lane() }
        lanes = writers + readers
        self.writers = writers.isEmpty ? readers : writers
        self.readers = readers.isEmpty ? writers : readers
    }

    /// Moves in and begins to connect; before the loop runs, or on its thread.
    package func start() {
        loop.admit(self)
        for lane in lanes { connect(lane) }
    }

    // MARK: - Asking

    /// Sends the exchange as soon as a connection for reading has room.
    ///
    /// - Parameter milliseconds: the time for waiting and answer together, for a question that goes before all others;
    ///   nil: the pool's.
    package func submit(_ exchange: Exchange, within milliseconds: Int? = nil) {
        guard !isClosing else { return exchange.end(DatabaseFailure.closed, nil) }
        guard milliseconds != nil || reads.count < options.queueCapacity else {
            activity.overdue.wrappingAdd(1, ordering: .relaxed)
            return exchange.end(.overdue("too many reads wait"), nil)
        }
        let now = loop.milliseconds
        let deadline = now + min(milliseconds ?? .max, options.waitMilliseconds)
        let waiting = Waiting(exchange: exchange, deadline: deadline, end: milliseconds.map { now + $0 })
        // Whether the database is well must not depend on how many wait for their answers.
        let place: Int? = waiting.end == nil ? nil : reads.firstIndex { $0.end == nil }
        reads.insert(waiting, at: place ?? reads.count)
        schedule(deadline)
        loop.callAtTurnEnd(self)
    }

    /// Says that the source has one more write to send, which waits since now.
    package func wake() {
        guard !isEnded else { return source.fail(DatabaseFailure.closed, waitingSince: .max) }
        schedule(loop.milliseconds + options.waitMilliseconds)
        loop.callAtTurnEnd(self)
    }

    /// Why there is no connection for writing; nil while there is one or may be soon.
    package var writeFault: DatabaseFailure? { ConnectionPool.fault(of: writers) }

    /// When the write was sent that has waited longest for its answer, on the loop's clock; now where none does.
    package var oldestWrite: Int {
        writers.reduce(loop.milliseconds) { min($0, $1.pipeline?.oldest ?? .max) }
    }

    /// Returns when nothing waits any more, and closes the connections.
    package func finish() async {
        isClosing = true
        if !isEnded, !isIdle {
            await withCheckedContinuation { waiter in waiters.append(waiter) }
        }
        end()
    }

    private var isIdle: Bool { source.isEmpty && reads.isEmpty && lanes.allSatisfy { $0.depth == 0 } }

    /// The reason of the last failure where all these connections are down; nil while one is up or may be soon.
    private static func fault(of lanes: [Lane]) -> DatabaseFailure? {
        var reason: DatabaseFailure?
        for lane in lanes {
            guard lane.pipeline == nil, let failure = lane.failure else { return nil }
            reason = failure
        }
        return reason
    }

    // MARK: - Sending

    private func pump() {
        defer { noteActivity() }
        guard !isEnded else { return }
        if let fault = ConnectionPool.fault(of: writers) { source.fail(fault, waitingSince: .max) }
        for lane in writers where lane.isIdle && !source.isEmpty {
            while let exchange = source.takeExchange() {
                send(exchange, on: lane)
                // One behind the other, each of those may wait for a lock: their time would be over before they are
                // sent.
                guard lane.pipeline != nil, !source.hasLoneWrites else { break }
            }
        }
        if let fault = ConnectionPool.fault(of: readers) { failReads(fault) { _ in true } }
        pumpReads()
        if isClosing, isIdle { wakeWaiters() }
    }

    private func wakeWaiters() {
        for waiter in waiters { waiter.resume() }
        waiters = []
    }

    private func pumpReads() {
        guard !reads.isEmpty else { return }
        var sent = 0
        while sent < reads.count {
            // One that is outdated becomes idle, and is replaced.
            let free = readers.filter { $0.pipeline?.isOutdated == false }.min { $0.depth < $1.depth }
            guard let lane = free, lane.depth < ConnectionPool.readDepth else { break }
            let read = reads[sent]
            sent += 1
            send(read.exchange, on: lane, end: read.end)
        }
        reads.removeFirst(sent)
    }

    private func send(_ exchange: Exchange, on lane: Lane, end: Int? = nil) {
        guard let pipeline = lane.pipeline else {
            return exchange.end(.lost("the connection broke"), nil)
        }
        let now = loop.milliseconds
        let deadline = end ?? now + options.answerMilliseconds
        do throws(DatabaseFailure) {
            let limit = now + options.answerMilliseconds + ConnectionPool.grace
            try pipeline.send(exchange, now: now, deadline: deadline, limit: limit)
            try flush(lane, pipeline)
            schedule(deadline)
        } catch {
            lose(lane, error)
        }
    }

    private func flush(_ lane: Lane, _ pipeline: Pipeline) throws(DatabaseFailure) {
        let isDone = try pipeline.flush()
        guard isDone == lane.awaitsWritable else { return }
        lane.awaitsWritable = !isDone
        loop.watch(pipeline.descriptor, for: isDone ? .readable : [.readable, .writable], resident: self)
    }

    // MARK: - What the loop says

    package func ready(_ descriptor: Int32, _ readiness: Readiness) {
        guard let lane = lanes.first(where: { $0.pipeline?.descriptor == descriptor }), let pipeline = lane.pipeline
        else { return loop.forget(descriptor) }
        do throws(DatabaseFailure) {
            try pipeline.receive()
            try flush(lane, pipeline)
        } catch {
            return lose(lane, error)
        }
        if pipeline.isOutdated, pipeline.depth == 0 { replace(lane, pipeline) }
        pump()
    }

    package func turnEnded() { pump() }

    /// Tells what there is to do; whoever changes that calls it when it is done.
    private func noteActivity() {
        var (open, underWay) = (0, 0)
        for lane in lanes {
            guard let pipeline = lane.pipeline else { continue }
            open += 1
            underWay += pipeline.depth
        }
        activity.open.follow(open, noted: &noted.open)
        activity.underWay.follow(underWay, noted: &noted.underWay)
        activity.waiting.follow(reads.count, noted: &noted.waiting)
    }

    package func timerFired() {
        timer = .max
        guard !isEnded else { return }
        let now = loop.milliseconds
        for lane in lanes {
            if lane.retryAt <= now { connect(lane) }
            if let pipeline = lane.pipeline, pipeline.expire(now: now) { drop(lane) }
        }
        activity.overdue.wrappingAdd(reads.count { $0.deadline <= now }, ordering: .relaxed)
        failReads(.overdue("no connection to the database was free in time")) { $0.deadline <= now }
        source.fail(
            .overdue("no connection to the database was free in time"),
            waitingSince: now - options.waitMilliseconds
        )
        pump()
        scheduleNext()
    }

    package func loopEnds() { end() }

    private func end() {
        isClosing = true
        isEnded = true
        for lane in lanes {
            guard let pipeline = lane.pipeline else { continue }
            leave(lane, pipeline)
            pipeline.abandon(.lost("the server stops"))
        }
        failReads(DatabaseFailure.closed) { _ in true }
        source.fail(DatabaseFailure.closed, waitingSince: .max)
        wakeWaiters()
        noteActivity()
    }

    private func failReads(_ failure: DatabaseFailure, where isMeant: (Waiting) -> Bool) {
        guard !reads.isEmpty else { return }
        let meant = reads.filter(isMeant)
        guard !meant.isEmpty else { return }
        reads.removeAll(where: isMeant)
        for read in meant { read.exchange.end(failure, nil) }
    }

    // MARK: - Time

    private func schedule(_ due: Int) {
        guard due < timer else { return }
        timer = due
        loop.setTimer(self, at: due)
    }

    private func scheduleNext() {
        var due = reads.reduce(.max) { min($0, $1.deadline) }
        if source.oldest != .max { due = min(due, source.oldest + options.waitMilliseconds) }
        for lane in lanes { due = min(due, lane.retryAt, lane.pipeline?.deadline ?? .max) }
        if due != .max { schedule(max(due, loop.milliseconds + 1)) }
    }

    // MARK: - Connections

    private func connect(_ lane: Lane) {
        lane.retryAt = .max
        let loop: any Loop = loop
        connector.connect { outcome in
            Task(executorPreference: loop) { self.connected(lane, outcome) }
        }
    }

    private func connected(_ lane: Lane, _ outcome: Result<Session, DatabaseFailure>) {
        guard !isEnded, loop.isCurrent else { return }
        do throws(DatabaseFailure) {
            let pipeline = Pipeline(try outcome.get())
            guard loop.watch(pipeline.descriptor, for: .readable, resident: self) == 0 else {
                throw .unreachable("the connection cannot be watched")
            }
            lane.pipeline = pipeline
            lane.awaitsWritable = false
            lane.failure = nil
        } catch {
            lane.failure = error
            retry(lane)
        }
        pump()
    }

    /// The connection is broken: nobody knows what became of what was under way.
    private func lose(_ lane: Lane, _ failure: DatabaseFailure) {
        guard let pipeline = lane.pipeline else { return }
        activity.lost.wrappingAdd(1, ordering: .relaxed)
        leave(lane, pipeline)
        pipeline.abandon(failure)
        // At once: often the server is there again, or has only ended this session.
        lane.backoff.reset()
        connect(lane)
    }

    /// The session, which is idle, is of no use any more. Where it never was, as on a standby, the next one hardly is
    /// either: then it is made after a back-off, and until then there is none.
    private func replace(_ lane: Lane, _ pipeline: Pipeline) {
        leave(lane, pipeline)
        if pipeline.hasLostStatements { connector.distrustSessions() }
        if pipeline.hasSucceeded {
            lane.backoff.reset()
            connect(lane)
        } else {
            lane.failure = .lost("the server refused all that the last session was asked to do")
            retry(lane)
        }
    }

    private func leave(_ lane: Lane, _ pipeline: Pipeline) {
        lane.pipeline = nil
        loop.forget(pipeline.descriptor)
    }

    /// The server does not answer: it is asked to stop, and another connection is made.
    private func drop(_ lane: Lane) {
        guard let pipeline = lane.pipeline else { return }
        let session = pipeline.session
        lose(lane, .overdue("the database did not answer in time"))
        connector.cancel(session)
    }

    private func retry(_ lane: Lane) {
        lane.retryAt = loop.milliseconds + lane.backoff.next()
        schedule(lane.retryAt)
    }
}

/// One connection's place in a pool.
private final class Lane: @unchecked Sendable {
    /// nil while it is being connected, or waits to be.
    var pipeline: Pipeline?
    /// When to connect again; `.max` while there is a connection or an attempt.
    var retryAt: Int = .max
    /// Why the last attempt failed; nil once one has succeeded.
    var failure: DatabaseFailure?
    var backoff = Backoff()
    var awaitsWritable: Bool = false

    var depth: Int { pipeline?.depth ?? 0 }
    var isIdle: Bool { pipeline?.depth == 0 }
}
