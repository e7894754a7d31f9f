/// The outcomes of the requests.
package struct Report: Sendable {
    /// The outcome of one request.
    package struct Outcome: Sendable {
        package let number: Int
        /// 0 where no answer came.
        package let status: Int
    }

    /// When the first request was due: microseconds since 1970-01-01T00:00:00Z.
    package internal(set) var firstDue: Int64 = 0
    /// Requests of the schedule.
    package internal(set) var scheduled: Int = 0
    /// Requests that were given to a connection.
    package internal(set) var sent: Int = 0
    package internal(set) var answered: Int = 0
    /// Answers by status.
    package internal(set) var statuses: [Int: Int] = [:]
    /// Requests whose connection broke before the whole answer.
    package internal(set) var broken: Int = 0
    /// Connections that could not be made; no request was lost by it.
    package internal(set) var refused: Int = 0
    /// Requests whose answer did not come in time.
    package internal(set) var unanswered: Int = 0
    /// Requests for which no connection became free in time.
    package internal(set) var unsent: Int = 0
    /// From when a request was due until its answer; for one that nobody answered, until the driver gave up.
    package internal(set) var latency: Histogram = Histogram()
    /// How late the driver sent requests that were due and had a free connection: its own fault, not the server's.
    package internal(set) var lateness: Histogram = Histogram()
    /// Nanoseconds from the start to the last answer.
    var elapsed: Int = 0
    /// In no order; empty unless the schedule asks for them.
    package internal(set) var outcomes: [Outcome] = []

    package init() {}

    /// Answers a second.
    package var rate: Double { elapsed > 0 ? Double(answered) * 1e9 / Double(elapsed) : 0 }

    /// Adds what became of others.
    package mutating func merge(_ other: Report) {
        scheduled += other.scheduled
        sent += other.sent
        answered += other.answered
        statuses.merge(other.statuses, uniquingKeysWith: +)
        broken += other.broken
        refused += other.refused
        unanswered += other.unanswered
        unsent += other.unsent
        latency.merge(other.latency)
        lateness.merge(other.lateness)
        elapsed = max(elapsed, other.elapsed)
        outcomes += other.outcomes
    }

    /// One line.
    package var json: String {
        let statuses = statuses.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(
            separator: ","
        )
        return """
            {"first_due":\(firstDue),"scheduled":\(scheduled),"sent":\(sent),"answered":\(answered),"statuses":{\(statuses)},\
            "transport_errors":{"broken":\(broken),"refused":\(refused),"unanswered":\(unanswered),"unsent":\(unsent)},\
            "rate":\(Int(rate.rounded())),"latency_us":\(Self.json(latency)),"lateness_us":\(Self.json(lateness))}
            """
    }

    private static func json(_ times: Histogram) -> String {
        """
        {"p50":\(times.time(perMille: 500)),"p90":\(times.time(perMille: 900)),"p99":\(times.time(perMille: 990)),\
        "p99.9":\(times.time(perMille: 999)),"max":\(times.max)}
        """
    }
}
