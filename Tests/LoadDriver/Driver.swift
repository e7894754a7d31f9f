import Platform
import TestSupport

/// Sends requests to a server on this machine on a fixed schedule (open loop) and counts time from when each was due.
///
/// A client that waits for an answer before it sends the next request does not ask while the server stalls, and so does
/// not see most of the stall. Here a request that finds no connection free waits, and its wait counts.
package enum Driver {
    /// Nanoseconds for the connections to be made before the first request is due.
    private static let head: Int = 50_000_000

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
        let start = Int(SystemClock.monotonicNanoseconds()) + head
        var shares: [BackgroundValue<Report>] = []
        for share in 0..<schedule.threads {
            shares.append(
                try BackgroundValue {
                    try Worker(schedule, templates, port: port, share: share, start: start).run()
                }
            )
        }
        let firstDue = SystemClock.microseconds() + Int64(start - Int(SystemClock.monotonicNanoseconds())) / 1_000
        var report = try BackgroundValue.all(shares).reduce(into: Report()) { $0.merge($1) }
        report.firstDue = firstDue
        return report
    }
}
