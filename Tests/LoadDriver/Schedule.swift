/// The times to send: request number n is due n/rate seconds after the start, whatever the server does.
package struct Schedule: Sendable {
    /// Requests a second.
    package var rate: Double
    package var seconds: Double
    /// Connections, of all threads together.
    package var connections: Int = 64
    /// One or two are enough; each has its share of requests and connections.
    package var threads: Int = 1
    /// The id of request number 0; the next has the next.
    package var firstID: Int = 1_000_000_000_000
    /// Seconds that answers may come, and requests that are late be sent, after the last was due.
    package var patience: Double = 10
    /// Keep what became of each request.
    package var keepsOutcomes: Bool = false

    package init(rate: Double, seconds: Double) {
        self.rate = rate
        self.seconds = seconds
    }

    package var requests: Int { max(1, Int((rate * seconds).rounded())) }

    /// How long each id is.
    package var digits: Int { String(firstID).count }

    /// Nanoseconds from the start until a request is due.
    func due(_ number: Int) -> Int { Int(Double(number) * 1e9 / rate) }

    func check() throws(DriverError) {
        guard rate > 0, rate <= 1_000_000, seconds > 0, seconds <= 3_600 else {
            throw DriverError("at most 1,000,000 requests a second for at most an hour")
        }
        guard threads >= 1, connections >= threads else { throw DriverError("each thread needs a connection") }
        guard firstID > 0, String(firstID + requests).count == digits else {
            throw DriverError("ids from \(firstID) on get longer on the way: begin with another")
        }
    }
}
