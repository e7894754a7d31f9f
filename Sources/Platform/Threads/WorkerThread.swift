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
    /// - Throws: where the system refuses a thread (`pthread_create`).
    package init(
        name: String,
        capacity: Int,
        batch: Int,
        handle: @escaping @Sendable ([Job]) -> Void,
        end: @escaping @Sendable () -> Void
    ) throws(SystemError) {
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
