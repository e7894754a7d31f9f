import Glibc
import Logging
import Platform

/// Ends the process where stopping it takes longer than was promised, whatever it is that hangs: a name that is
/// resolved, a database that is frozen, a disk.
///
/// What was acknowledged is durable before, so nothing is lost by it but the tidiness of the end.
struct ExitDeadline {
    /// The time that stopping may take beyond `DRAIN_DEADLINE`, up to which requests are waited for.
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
                for milliseconds in jobs { SystemClock.sleep(milliseconds: milliseconds) }
                logger.warning("stopped at the drain deadline, with something still under way")
                logger.flush(withinMilliseconds: 100)
                _exit(code)
            },
            end: {}
        )
        _ = thread.submit(milliseconds)
    }
}
