import HTTPTypes
import Logging
import Synchronization

/// The process: parts that start in order (database, workers, accept) and stop in reverse (accept, drain, workers,
/// store; the log is last and `serve`'s).
///
/// It is built on a database that is open. Nothing in it works before `run`. From `prepare` to `close` the store serves
/// the workers, which run on `executor`; requests come in between.
package struct Backend: Sendable {
    /// Why it stops.
    package enum Ending: Sendable, Equatable {
        /// The number of a signal.
        case signal(Int32)
        case worker(WorkerEnded)
        /// Something cannot start; `run` throws what and why.
        case failedStart

        /// The exit code of the process: stopping when it was told to is no fault.
        package var exitCode: Int32 {
            switch self {
            case .signal: 0
            case .worker, .failedStart: 1
            }
        }
    }

    /// Answers requests, from whatever door they come.
    package var responder: any HTTPResponder
    package var logger: Logger
    package var workers: [Worker] = []
    /// The certificate, to be read again on demand; nil where the server speaks HTTP in the clear.
    package var certificate: CertificateWatch?
    /// Where the workers run.
    package var executor: any TaskExecutor
    /// Binds, lets the workers' loop run, and learns what requests need from the database.
    package var prepare: @Sendable () async throws -> Void
    /// Starts to accept; returns the port that was bound.
    package var accept: @Sendable () throws -> UInt16
    /// Stops accepting, and returns when what is in flight is answered, or cut off after this time.
    package var drain: @Sendable (Duration) async -> Void
    /// Makes what was acknowledged durable, lets go of the database, and ends the workers' loop.
    package var close: @Sendable () async -> Void
    /// Returns when each event loop has got to work.
    package var pulse: @Sendable () async -> Void
    /// The time that `drain` gets.
    package var drainTimeout: Duration

    private let ending: FirstValue<Ending> = FirstValue()

    package init(
        responder: any HTTPResponder,
        logger: Logger,
        workers: [Worker],
        certificate: CertificateWatch? = nil,
        executor: any TaskExecutor,
        prepare: @escaping @Sendable () async throws -> Void,
        accept: @escaping @Sendable () throws -> UInt16,
        drain: @escaping @Sendable (Duration) async -> Void,
        close: @escaping @Sendable () async -> Void,
        pulse: @escaping @Sendable () async -> Void = {},
        drainTimeout: Duration
    ) {
        self.responder = responder
        self.logger = logger
        self.workers = workers
        self.certificate = certificate
        self.executor = executor
        self.prepare = prepare
        self.accept = accept
        self.drain = drain
        self.close = close
        self.pulse = pulse
        self.drainTimeout = drainTimeout
    }

    /// Makes `run` stop everything and return; before `run` it has effect, too. Only the first call counts.
    package func stop(signal: Int32) { ending.set(.signal(signal)) }

    /// Starts everything, and returns when it was told to stop and everything has.
    ///
    /// - Parameters:
    ///   - accepting: hears the port.
    ///   - stopping: hears why it stops, before it does.
    /// - Throws: what kept it from accepting, or `WorkerEnded`; all that had started has stopped then.
    package func run(
        accepting: (UInt16) -> Void = { _ in },
        stopping: (Ending) -> Void = { _ in }
    ) async throws {
        var running: [Task<Void, Never>] = []
        var failure: (any Error)?
        do {
            try await prepare()
            for worker in workers where ending.value == nil {
                try start(worker)
                running.append(Task(executorPreference: executor) { await run(worker) })
            }
            if ending.value == nil { accepting(try accept()) }
        } catch {
            failure = error
            stopping(.failedStart)
        }
        if failure == nil {
            let reason = await ending.wait()
            stopping(reason)
            if case .worker(let error) = reason { failure = error }
        }
        await finish(running)
        await close()
        if let failure { throw failure }
    }

    /// Drains, then stops the workers one after another, the last one first: who is answered with a worker's help still
    /// gets it. Shortly before draining is cut off they are told to stop all the same, so that who waits for them is
    /// told so and not cut off.
    private func finish(_ running: [Task<Void, Never>]) async {
        let lead = min(.milliseconds(200), drainTimeout / 2)
        let breakOff = Task {
            try await Task.sleep(for: drainTimeout - lead)
            for task in running { task.cancel() }
        }
        await drain(drainTimeout)
        breakOff.cancel()
        // In reverse: what a worker needs of those that started before it is there until it has ended.
        for task in running.reversed() {
            task.cancel()
            await task.value
        }
    }

    private func start(_ worker: Worker) throws(WorkerEnded) {
        do { try worker.start() } catch {
            throw WorkerEnded(name: worker.name, fault: String(describing: error))
        }
    }

    private func run(_ worker: Worker) async {
        var fault: String?
        do { try await worker.run() } catch { fault = String(describing: error) }
        guard !Task.isCancelled else { return }
        ending.set(.worker(WorkerEnded(name: worker.name, fault: fault)))
    }
}

/// A value that is set once, and waited for by one.
private final class FirstValue<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiter: CheckedContinuation<Value, Never>?
    }

    private let state: Mutex<State> = Mutex(State())

    var value: Value? { state.withLock { $0.value } }

    func set(_ value: Value) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, Never>? in
            guard state.value == nil else { return nil }
            state.value = value
            return state.waiter.take()
        }
        waiter?.resume(returning: value)
    }

    func wait() async -> Value {
        await withCheckedContinuation { waiter in
            let value = state.withLock { state in
                if state.value == nil { state.waiter = waiter }
                return state.value
            }
            if let value { waiter.resume(returning: value) }
        }
    }
}
