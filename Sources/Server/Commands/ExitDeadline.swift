internal import Glibc
internal import Logging
internal import Platform

/// Ends the process where stopping it takes longer than was promised, whatever it is that hangs: a name that is
/// resolved, a database that is frozen, a disk.
///
/// What was acknowledged is durable before, so nothing is lost by it but the tidiness of the end.
struct ExitDeadline {
    /// What stopping may take beyond `DRAIN_DEADLINE`, up to which requests are waited for.
    static let graceMilliseconds: Int = 250

    /// A thread of its own: it must not wait for one that hangs.
    private let thread: WorkerThread<Int>

    /// Starts to count.
    ///
    /// - Parameter code: what the process ends with then.
    init(milliseconds: Int, code: Int32, logger: Logger) throws(SystemError) {
        thread = try WorkerThread(
            name: "exit-deadline",
            capacity: 1,
            batch: 1,
            handle: { jobs in
                for milliseconds in jobs { ExitDeadline.wait(milliseconds) }
                logger.warning("stopped at the drain deadline, with something still under way")
                logger.flush(withinMilliseconds: 100)
                _exit(code)
            },
            end: {}
        )
        _ = thread.submit(milliseconds)
    }

    private static func wait(_ milliseconds: Int) {
        var end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &end)
        let nanoseconds: Int = end.tv_nsec + milliseconds % 1_000 * 1_000_000
        end.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        // TIMER_ABSTIME, whatever interrupts it.
        while clock_nanosleep(CLOCK_MONOTONIC, 1, &end, nil) == EINTR {}
    }
}
