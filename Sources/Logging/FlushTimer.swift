internal import Glibc
internal import Synchronization

/// Calls a function some time after it was armed, from a thread of its own; idle, it costs nothing.
///
/// `@unchecked Sendable`: (1) the semaphore is a pthread object made for use from several threads, its address never
/// changes; (2) it is destroyed by `deinit`, and the thread holds a reference to the timer for as long as it runs;
/// (3) everything else is immutable or atomic.
final class FlushTimer: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>
    private let milliseconds: UInt32
    private let armed: Atomic<Bool> = Atomic(false)
    private let stopped: Atomic<Bool> = Atomic(false)

    init(milliseconds: UInt32) {
        self.milliseconds = min(milliseconds, 10_000)
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Starts the thread; it ends after `stop()`.
    func start(_ action: @escaping @Sendable () -> Void) {
        let box: Unmanaged<ThreadBody> = Unmanaged.passRetained(ThreadBody { [self] in run(action) })
        var thread: pthread_t = pthread_t()
        let result: CInt = pthread_create(&thread, nil, flushThread, box.toOpaque())
        guard result == 0 else {
            box.release()
            return
        }
        pthread_detach(thread)
    }

    /// The function will be called once, at most the interval from now; arming again before that changes nothing.
    func arm() {
        if !armed.exchange(true, ordering: .acquiringAndReleasing) { sem_post(semaphore) }
    }

    func stop() {
        stopped.store(true, ordering: .releasing)
        sem_post(semaphore)
    }

    private func run(_ action: () -> Void) {
        while true {
            while sem_wait(semaphore) != 0 {}
            if stopped.load(ordering: .acquiring) { return }
            usleep(milliseconds * 1_000)
            // Before the action: what is buffered while it runs has armed the timer anew.
            armed.store(false, ordering: .releasing)
            action()
        }
    }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func flushThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
