internal import Synchronization
internal import TestSupport

/// Sends requests to a server on this machine on a fixed schedule (open loop) and counts time from when each was due.
///
/// A client that waits for an answer before it sends the next request does not ask while the server stalls, and so does
/// not see most of the stall. Here a request that finds no connection free waits, and its wait counts.
package enum Driver {
    /// Nanoseconds for the connections to be made before the first request is due.
    private static let head: Int = 50_000_000

    private struct Outcome {
        var report: Report = Report()
        /// Why a thread sent nothing at all.
        var fault: DriverError?
    }

    private final class Total: Sendable {
        let outcome: Mutex<Outcome> = Mutex(Outcome())
    }

    /// Blocks until all is answered or given up.
    ///
    /// - Parameter templates: sent in turn.
    package static func run(
        _ schedule: Schedule,
        _ templates: [RequestTemplate],
        port: UInt16
    ) throws -> Report {
        try schedule.check()
        guard !templates.isEmpty else { throw DriverError("there is no request to send") }
        let total: Total = Total()
        let start: Int = Clock.nanoseconds() + head
        var threads: [BackgroundThread] = []
        defer { for thread in threads { thread.join() } }
        for share in 0..<schedule.threads {
            threads.append(
                try BackgroundThread {
                    do throws(DriverError) {
                        let worker: Worker = try Worker(schedule, templates, port: port, share: share, start: start)
                        let report: Report = worker.run()
                        total.outcome.withLock { $0.report.merge(report) }
                    } catch {
                        total.outcome.withLock { $0.fault = error }
                    }
                }
            )
        }
        for thread in threads { thread.join() }
        threads = []
        let outcome: Outcome = total.outcome.withLock { $0 }
        if let fault = outcome.fault { throw fault }
        return outcome.report
    }
}
