import Glibc

/// The queue between submitters and one thread that waits for them: a mutex and a condition.
///
/// `@unchecked Sendable`: every access to `jobs`, `isClosed`, `hasEnded` and `waiters` happens under `mutex`; the two
/// pthread objects are allocated once, so their addresses are stable, and freed in `deinit`, when nobody holds them.
package final class JobQueue<Job: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var jobs: [Job] = []
    private var isClosed: Bool = false
    private var hasEnded: Bool = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    package init(capacity: Int) {
        self.capacity = capacity
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        changed.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    var waiting: Int { locked { jobs.count } }

    /// False where the queue is full or closed.
    package func append(_ job: Job) -> Bool {
        locked {
            guard !isClosed, jobs.count < capacity else { return false }
            jobs.append(job)
            // The worker sleeps only on an empty queue.
            if jobs.count == 1 { pthread_cond_signal(changed) }
            return true
        }
    }

    /// Waits for jobs and takes them; nil when the queue is closed and empty.
    package func next(atMost count: Int) -> [Job]? {
        locked {
            while jobs.isEmpty && !isClosed { pthread_cond_wait(changed, mutex) }
            guard !jobs.isEmpty else { return nil }
            guard jobs.count > count else {
                let taken = jobs
                jobs = []
                jobs.reserveCapacity(taken.count)
                return taken
            }
            let taken = Array(jobs[..<count])
            jobs.removeSubrange(..<count)
            return taken
        }
    }

    /// Takes no more jobs; resumes `waiter` when the worker has ended.
    func close(then waiter: CheckedContinuation<Void, Never>? = nil) {
        let hasEnded = locked {
            isClosed = true
            pthread_cond_signal(changed)
            if !self.hasEnded, let waiter { waiters.append(waiter) }
            return self.hasEnded
        }
        if hasEnded { waiter?.resume() }
    }

    /// Called by the worker when it has nothing left to do.
    func markEnded() {
        let waiters = locked {
            hasEnded = true
            defer { self.waiters = [] }
            return self.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
