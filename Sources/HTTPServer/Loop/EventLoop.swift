import Glibc
import HTTPTypes
import Platform
import Synchronization

/// One thread's epoll loop: its connections, its timers, and a task executor for all that its requests await.
///
/// `@unchecked Sendable`: (1) `remote` is behind a lock and `thread` is atomic; (2) everything else is touched by the
/// loop's own thread only, because connections, jobs and timers all run from `run`; (3) before `run` begins and after
/// it has ended, one thread at a time owns the loop (`HTTPServer` starts the thread after setting up and joins it
/// before letting go).
package final class EventLoop: TaskExecutor, @unchecked Sendable {
    struct Remote {
        var jobs: [UnownedJob] = []
        var isSignalled: Bool = false
        var drainWithin: Int?
        var hasEnded: Bool = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    let configuration: HTTPServerConfiguration
    let responder: any HTTPResponder
    let counter: ConnectionCounter
    private let gate: DrainGate
    let epoll: Epoll
    private let wakeUp: WakeUp
    let remote: Mutex<Remote> = Mutex(Remote())

    /// The loop's thread while it runs; 0 before and after.
    private let thread: Atomic<UInt> = Atomic(0)
    private var jobs: [UnownedJob] = []

    /// The things that the loop's connections share.
    let context: ConnectionContext
    private var timers: TimerWheel

    var listeners: [Listener]
    /// Accepting pauses until this time after the system ran out of descriptors or memory.
    var acceptPausedUntil: Int = .max
    /// Open connections by descriptor.
    var connections: [Connection?] = []
    var connectionCount: Int = 0
    /// Connections that have more to do than one turn allows.
    private var waiting: [Connection] = []
    var lastGeneration: UInt32 = 0
    var residents = Residents()
    let activity = LoopActivity()
    /// Requests whose handler is suspended.
    private(set) var suspendedCount: Int = 0 {
        didSet { activity.suspended.store(suspendedCount, ordering: .relaxed) }
    }
    /// Waits of handlers for the database (`beginWait`).
    var waitingCount: Int = 0
    var congestion: Congestion
    private var drainDeadline: Int = .max
    private var hasLeftGate: Bool = false

    static let wakeToken: UInt64 = .max

    init(
        configuration: HTTPServerConfiguration,
        responder: any HTTPResponder,
        counter: ConnectionCounter,
        gate: DrainGate,
        listeners: [Listener]
    ) throws {
        self.configuration = configuration
        self.responder = responder
        self.counter = counter
        self.gate = gate
        self.listeners = listeners
        epoll = try Epoll()
        wakeUp = try WakeUp()
        congestion = Congestion(maxWait: configuration.maxWait.milliseconds)
        context = ConnectionContext(configuration: configuration, now: SystemClock.monotonicMilliseconds())
        timers = TimerWheel(now: context.now)
        epoll.add(wakeUp.descriptor, .input, token: EventLoop.wakeToken)
        try watchListeners()
    }

    /// Milliseconds of the monotonic clock, as of this turn.
    var now: Int { context.now }

    /// True on the loop's own thread.
    @inline(__always)
    package var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    // MARK: - Jobs

    /// Runs the job on the loop's thread: without lock or system call where it comes from there.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent {
            jobs.append(job)
            return
        }
        let (hasEnded, mustSignal) = remote.withLock { remote in
            if remote.hasEnded { return (true, false) }
            remote.jobs.append(job)
            let mustSignal = !remote.isSignalled
            remote.isSignalled = true
            return (false, mustSignal)
        }
        if mustSignal { wakeUp.signal() }
        // A handler that outlived its server: its connection is gone, and what is left runs where it was resumed.
        if hasEnded { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func runJobs() {
        // Bounded, so that jobs which enqueue jobs do not starve the sockets.
        var rounds = 0
        while !jobs.isEmpty, rounds < 16 {
            var batch: [UnownedJob] = []
            swap(&batch, &jobs)
            for job in batch { job.runSynchronously(on: asUnownedTaskExecutor()) }
            if jobs.isEmpty {
                batch.removeAll(keepingCapacity: batch.count <= 1024)
                swap(&batch, &jobs)
            }
            rounds += 1
        }
    }

    private func takeRemote() {
        wakeUp.clear()
        let (arrived, drainWithin) = remote.withLock { remote in
            let taken: ([UnownedJob], Int?) = (remote.jobs, remote.drainWithin)
            remote.jobs = []
            remote.drainWithin = nil
            remote.isSignalled = false
            return taken
        }
        jobs.append(contentsOf: arrived)
        if let drainWithin { beginDraining(within: drainWithin) }
    }

    // MARK: - Life

    /// Runs until this loop and all others have been drained; the caller's thread is the loop's from here on.
    func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        refreshClock()
        while !mayEnd() {
            let count = epoll.wait(milliseconds: patience())
            refreshClock()
            for index in 0..<count {
                let (token, happened) = epoll.event(index)
                dispatch(token, happened)
            }
            if !waiting.isEmpty { giveTurns() }
            if !jobs.isEmpty { runJobs() }
            if residents.areWaiting { endTurn() }
            if now >= timers.next { fireTimers() }
            if now >= residents.nextTimer { for resident in residents.takeDue(now: now) { resident.timerFired() } }
            if now >= acceptPausedUntil { resumeAccepting() }
        }
        end()
    }

    @inline(__always)
    private func dispatch(_ token: UInt64, _ happened: Epoll.Interest) {
        if token == EventLoop.wakeToken {
            takeRemote()
            return
        }
        let descriptor = Int(UInt32(truncatingIfNeeded: token))
        let generation = UInt32(truncatingIfNeeded: token >> 32)
        if generation == EventLoop.residentGeneration {
            tellResident(Int32(truncatingIfNeeded: descriptor), happened)
        } else if generation == 0 {
            for listener in listeners where listener.descriptor == descriptor {
                accept(on: listener, atMost: EventLoop.acceptBatch)
            }
        } else if descriptor < connections.count, let connection = connections[descriptor],
            connection.generation == generation
        {
            connection.handle(happened)
        }
    }

    private func refreshClock() { context.turn(at: SystemClock.monotonicMilliseconds()) }

    /// How long the next wait may take.
    private func patience() -> Int32 {
        if !jobs.isEmpty || !waiting.isEmpty || residents.areWaiting { return 0 }
        let next = min(timers.next, drainDeadline, acceptPausedUntil, residents.nextTimer)
        return next == .max ? -1 : Int32(clamping: max(0, next - now))
    }

    // MARK: - What connections ask for

    /// Calls `takeTurn` when all others have had their turn.
    func queueForTurn(_ connection: Connection) { waiting.append(connection) }

    /// Watches the connection's socket for something else.
    func watch(_ connection: Connection, for interest: Epoll.Interest) {
        epoll.modify(connection.descriptor, interest, token: connection.token)
    }

    /// Calls `timerFired` at this time or soon after, or earlier where it was to be called earlier.
    @inline(__always)
    func schedule(_ connection: Connection, at due: Int) { timers.add(slot: connection.descriptor, due: due) }

    /// The handler of a request did not answer in the turn of its request.
    func handlerSuspended() { suspendedCount += 1 }

    /// It has answered.
    func handlerResumed() { suspendedCount -= 1 }

    /// True where one more request would wait too long for the database.
    @inline(__always)
    func isCongested() -> Bool { congestion.isTooMuch(beside: waitingCount, now: now) }

    // MARK: - Turns

    private func giveTurns() {
        var batch: [Connection] = []
        swap(&batch, &waiting)
        for connection in batch { connection.takeTurn() }
    }

    private func fireTimers() {
        for slot in timers.takeDue(now: now) { connections[Int(slot)]?.timerFired() }
    }

    /// True once this loop and all others have drained, or the time for that is over.
    private func mayEnd() -> Bool {
        guard context.isDraining else { return false }
        if now >= drainDeadline { return true }
        guard connectionCount == 0, suspendedCount == 0 else { return false }
        leaveGate()
        return gate.isOpen
    }

    private func leaveGate() {
        guard !hasLeftGate else { return }
        hasLeftGate = true
        gate.leave()
    }

    /// Starts the loop's thread, which keeps the loop alive until it has ended.
    func startThread() throws -> Thread {
        do {
            return try Thread(name: "loop") { self.run() }
        } catch {
            throw HTTPServerError("cannot start a thread: \(error.text)")
        }
    }

    /// Ends a loop that has no thread, on the caller's: what it was asked to do runs here, with nothing to wait for.
    func endUnrun() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        stopListening()
        end()
    }

    private func end() {
        leaveGate()
        context.isEnding = true
        for case let connection? in connections { connection.close() }
        waiting = []
        for resident in residents.leave() { resident.loopEnds() }
        runJobs()
        thread.store(0, ordering: .relaxed)
        let (left, waiters) = remote.withLock { remote in
            remote.hasEnded = true
            let taken: ([UnownedJob], [CheckedContinuation<Void, Never>]) = (remote.jobs, remote.waiters)
            remote.jobs = []
            remote.waiters = []
            return taken
        }
        for job in jobs + left { job.runSynchronously(on: asUnownedTaskExecutor()) }
        for waiter in waiters { waiter.resume() }
    }

    // MARK: - Draining

    /// Asks the loop to stop accepting, to answer what is in flight within so many milliseconds, and to end.
    func requestDrain(within milliseconds: Int) {
        wake { $0.drainWithin = min($0.drainWithin ?? .max, milliseconds) }
    }

    /// Makes the loop look at what has changed.
    func wake(_ change: (inout Remote) -> Void = { _ in }) {
        let mustSignal = remote.withLock { remote in
            change(&remote)
            let mustSignal = !remote.isSignalled && !remote.hasEnded
            remote.isSignalled = true
            return mustSignal
        }
        if mustSignal { wakeUp.signal() }
    }

    /// Returns when the loop has ended.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = remote.withLock { remote in
                if !remote.hasEnded { remote.waiters.append(continuation) }
                return remote.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    private func beginDraining(within milliseconds: Int) {
        drainDeadline = min(drainDeadline, now + milliseconds)
        guard !context.isDraining else { return }
        // What waits in the queue of a socket that is closed would be reset: it is accepted and answered.
        // A queue holds no more than its backlog, so that clients who never stop coming cannot hold this up.
        for listener in listeners { accept(on: listener, atMost: max(1, configuration.backlog) &+ 1) }
        stopListening()
        context.isDraining = true
        for case let connection? in connections { connection.drainingBegan() }
    }
}
