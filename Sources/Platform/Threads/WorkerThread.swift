import Glibc

/// A thread of its own for C code that blocks, with a bounded queue in front of it.
///
/// Jobs are handed to `handle` in the order they were submitted, in batches of what is waiting: whoever can do several
/// at once for the price of one (a commit) sees them together. Signals are blocked in the thread. Dropping the last
/// reference ends the thread too, after what is queued.
package final class WorkerThread<Job: Sendable>: Sendable {
    private let queue: JobQueue<Job>

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: shown by `top -H`; cut to 15 bytes.
    ///   - capacity: how many jobs may wait.
    ///   - batch: how many jobs `handle` gets at once, at most.
    ///   - handle: runs on the thread, never twice at a time.
    ///   - end: runs on the thread once, after the last job.
    package init(
        name: String,
        capacity: Int,
        batch: Int,
        handle: @escaping @Sendable ([Job]) -> Void,
        end: @escaping @Sendable () -> Void
    ) throws(ThreadError) {
        let queue = JobQueue<Job>(capacity: capacity)
        self.queue = queue
        try startThread(name: name) {
            while let jobs = queue.next(atMost: batch) { handle(jobs) }
            end()
            queue.markEnded()
        }
    }

    deinit { queue.close() }

    /// False where the queue is full or closed: the job was not taken.
    package func submit(_ job: Job) -> Bool { queue.append(job) }

    /// How many jobs wait for the thread; the ones it works on are not counted.
    package var waiting: Int { queue.waiting }

    /// Takes no more jobs, and returns when the last one and `end` are done. May be called more than once.
    package func finish() async {
        await withCheckedContinuation { queue.close(then: $0) }
    }
}

/// The system refused a new thread (`pthread_create`).
package struct ThreadError: Error, Sendable {
    /// The `errno` value.
    package let code: Int32
}

/// What the new thread runs; boxed, because C passes one pointer.
private final class ThreadBody: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
        self.name = name
        self.run = run
    }
}

/// Starts a detached thread with all signals blocked, so that they reach the thread that waits for them.
package func startThread(name: String, _ run: @escaping @Sendable () -> Void) throws(ThreadError) {
    let box = Unmanaged.passRetained(ThreadBody(name: name, run: run))
    var every = sigset_t()
    var previous = sigset_t()
    sigfillset(&every)
    pthread_sigmask(SIG_SETMASK, &every, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    var thread = pthread_t()
    let code = pthread_create(
        &thread,
        nil,
        { argument in
            guard let argument else { return nil }
            let body = Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue()
            nameThisThread(body.name)
            body.run()
            return nil
        },
        box.toOpaque()
    )
    guard code == 0 else {
        box.release()
        throw ThreadError(code: code)
    }
    pthread_detach(thread)
}

/// `pthread_setname_np` without the GNU extension that Swift's Glibc does not show; a failure costs only the name.
private func nameThisThread(_ name: String) {
    let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = write(file, name, min(name.utf8.count, 15))
    close(file)
}
