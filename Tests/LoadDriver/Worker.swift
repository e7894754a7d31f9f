import Glibc
import Platform
import TestSupport

/// One thread's share of a schedule: every n-th request, on connections of its own.
struct Worker: ~Copyable {
    /// Nanoseconds until a connection that was refused is tried again.
    private static let rest: Int = 5_000_000

    private let schedule: Schedule
    private let templates: [RequestTemplate]
    private let port: UInt16
    private let start: Int
    /// Nanoseconds of the clock when what is left is given up.
    private let end: Int

    private var poller: Poller
    private let connections: [DriverConnection]
    /// Those that are free, the longest first.
    private var free: [Int] = []
    private var restingCount: Int = 0
    private var busyCount: Int = 0
    /// The request that is sent next.
    private var next: Int
    private var report = Report()

    /// - Parameters:
    ///   - share: which thread of the schedule's it is.
    ///   - start: nanoseconds of the clock when request number 0 is due.
    init(
        _ schedule: Schedule,
        _ templates: [RequestTemplate],
        port: UInt16,
        share: Int,
        start: Int
    ) throws(DriverError) {
        self.schedule = schedule
        self.templates = templates
        self.port = port
        self.start = start
        end = start + Int((schedule.seconds + schedule.patience) * 1e9)
        poller = try Poller()
        next = share
        let count: Int = (schedule.connections + schedule.threads - 1 - share) / schedule.threads
        connections = (0..<count).map { DriverConnection(index: $0) }
        report.scheduled = (schedule.requests + schedule.threads - 1 - share) / schedule.threads
    }

    /// Runs until every request is answered, or given up.
    consuming func run() -> Report {
        for connection in connections { open(connection) }
        var tokens: [Int] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let now = Int(SystemClock.monotonicNanoseconds())
            if now >= end { break }
            if restingCount > 0 { reopen(now: now) }
            sendWhatIsDue()
            if next >= schedule.requests, busyCount == 0 { break }
            poller.wait(until: nextInstant(), into: &tokens)
            for token in tokens { settle(connections[token], connections[token].handle(&buffer)) }
        }
        giveUp()
        return report
    }

    // MARK: - Sending

    private mutating func sendWhatIsDue() {
        while next < schedule.requests, !free.isEmpty {
            let due = start + schedule.due(next)
            let now = Int(SystemClock.monotonicNanoseconds())
            guard due <= now else { return }
            let connection = connections[free.removeFirst()]
            report.lateness.note((now - max(due, connection.since)) / 1_000)
            let template = templates[next % templates.count]
            let isSent = connection.send(template, id: schedule.firstID + next, number: next, due: due)
            report.sent += 1
            busyCount += 1
            next += schedule.threads
            if !isSent {
                settle(connection, .lost)
            } else if connection.wantsToWrite {
                poller.watch(connection.descriptor, token: connection.index, output: true)
            }
        }
    }

    private func nextInstant() -> Int {
        var instant = end
        if next < schedule.requests, !free.isEmpty { instant = min(instant, start + schedule.due(next)) }
        if restingCount > 0 {
            for connection in connections where connection.state == .resting {
                instant = min(instant, connection.since)
            }
        }
        return instant
    }

    // MARK: - What happens to connections

    private mutating func settle(_ connection: DriverConnection, _ event: DriverConnection.Event) {
        switch event {
        case .nothing:
            if !connection.wantsToWrite { poller.watch(connection.descriptor, token: connection.index, output: false) }
        case .made:
            poller.watch(connection.descriptor, token: connection.index, output: false)
            release(connection)
        case .answered:
            noteAnswer(connection)
            if connection.reader.closes { open(connection) } else { release(connection) }
        case .lost:
            noteLoss(connection)
        }
    }

    private mutating func release(_ connection: DriverConnection) {
        connection.state = .free
        connection.since = Int(SystemClock.monotonicNanoseconds())
        free.append(connection.index)
    }

    private mutating func noteAnswer(_ connection: DriverConnection) {
        let now = Int(SystemClock.monotonicNanoseconds())
        let status = connection.reader.status
        report.latency.note((now - connection.due) / 1_000)
        report.answered += 1
        report.statuses[status, default: 0] += 1
        report.elapsed = now - start
        busyCount -= 1
        noteOutcome(connection.number, status)
    }

    private mutating func noteLoss(_ connection: DriverConnection) {
        switch connection.state {
        case .busy:
            report.broken += 1
            busyCount -= 1
            noteOutcome(connection.number, 0)
            open(connection)
        case .free:
            // The server has closed it between two requests, as it may.
            free.removeAll { $0 == connection.index }
            open(connection)
        case .connecting, .resting:
            report.refused += 1
            rest(connection)
        }
    }

    private mutating func open(_ connection: DriverConnection) {
        if connection.open(port: port) {
            poller.add(connection.descriptor, token: connection.index)
        } else {
            report.refused += 1
            rest(connection)
        }
    }

    private mutating func rest(_ connection: DriverConnection) {
        connection.shut()
        connection.state = .resting
        connection.since = Int(SystemClock.monotonicNanoseconds()) + Self.rest
        restingCount += 1
    }

    private mutating func reopen(now: Int) {
        for connection in connections where connection.state == .resting && connection.since <= now {
            restingCount -= 1
            open(connection)
        }
    }

    // MARK: - The end

    private mutating func noteOutcome(_ number: Int, _ status: Int) {
        if schedule.keepsOutcomes { report.outcomes.append(Report.Outcome(number: number, status: status)) }
    }

    /// A request not answered has waited at least until now: left out, it makes the server look faster than it is.
    private mutating func giveUp() {
        let now = Int(SystemClock.monotonicNanoseconds())
        for connection in connections where connection.state == .busy {
            report.unanswered += 1
            report.latency.note((now - connection.due) / 1_000)
            noteOutcome(connection.number, 0)
        }
        while next < schedule.requests {
            report.unsent += 1
            report.latency.note((now - start - schedule.due(next)) / 1_000)
            next += schedule.threads
        }
    }
}
