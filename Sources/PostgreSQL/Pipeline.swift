internal import CPostgreSQL

/// A session in libpq's pipeline mode: exchanges go out one behind the other, each with a Sync of its own, and answers
/// come back in the same order. Never blocks; belongs to one loop's thread.
///
/// https://www.postgresql.org/docs/15/libpq-pipeline-mode.html
final class Pipeline {
    private struct InFlight {
        /// nil where its caller was told that it took too long.
        var exchange: Exchange?
        var isRowByRow: Bool
        /// Results that come before the one that counts.
        var preliminaries: Int
        var failure: DatabaseFailure?
        /// When it was sent.
        let since: Int
        /// When the caller has waited long enough; milliseconds of the loop's clock.
        var deadline: Int
        /// When the server has.
        var limit: Int
    }

    let session: Session
    /// The socket; kept, because libpq forgets it when it closes a connection that broke.
    let descriptor: Int32
    private var connection: OpaquePointer { session.connection }
    private var inFlight: [InFlight] = []
    /// The one in `inFlight` that is answered next; those before it are done.
    private var head: Int = 0
    /// True once the server said something after which another session is needed.
    private(set) var isOutdated: Bool = false
    /// True once what the session had prepared was not there any more.
    private(set) var hasLostStatements: Bool = false
    /// True once the server did what it was asked.
    private(set) var hasSucceeded: Bool = false

    /// Takes over a session that `Session.setUp` has made ready.
    init(_ session: Session) {
        self.session = session
        descriptor = PQsocket(session.connection)
    }

    /// How many exchanges wait for their answers.
    var depth: Int { inFlight.count - head }

    /// When the first caller has waited long enough, or the server has; `.max` where no answer is awaited.
    var deadline: Int {
        guard head < inFlight.count else { return .max }
        return inFlight[head...].reduce(inFlight[head].limit) { $1.exchange == nil ? $0 : min($0, $1.deadline) }
    }

    /// When the exchange was sent that is answered next; `.max` where no answer is awaited.
    var oldest: Int { head < inFlight.count ? inFlight[head].since : .max }

    // MARK: - Sending

    /// Queues the exchange and begins to send it; throws where the connection is broken.
    func send(_ exchange: Exchange, now: Int, deadline: Int, limit: Int) throws(DatabaseFailure) {
        let preface: Statement? = session.preface(of: exchange.statement)
        inFlight.append(
            InFlight(
                exchange: exchange,
                isRowByRow: exchange.isRowByRow,
                preliminaries: preface == nil ? 0 : 1,
                since: now,
                deadline: deadline,
                limit: limit
            )
        )
        guard preface.map({ transmit($0, Parameters()) }) ?? true, transmit(exchange.statement, exchange.parameters),
            PQpipelineSync(connection) == 1
        else { throw session.breakage }
        if depth == 1 { announceRows() }
    }

    /// The pointers are into `parameters.bytes`, which does not change while `withUnsafeBytes` lends it, at offsets that
    /// `ends` holds in ascending order up to its count; libpq has copied the values when it returns.
    private func transmit(_ statement: Statement, _ parameters: Parameters) -> Bool {
        let count: Int = parameters.ends.count
        return parameters.bytes.withUnsafeBytes { bytes in
            var values: [UnsafePointer<CChar>?] = []
            var lengths: [Int32] = []
            values.reserveCapacity(count)
            lengths.reserveCapacity(count)
            var start = 0
            // Not NULL, but without bytes: an empty text still needs an address.
            let base: UnsafeRawPointer = bytes.baseAddress ?? UnsafeRawPointer(connection)
            for index in 0..<count {
                let end: Int = parameters.ends[index]
                let value: UnsafePointer<CChar> = (base + start).assumingMemoryBound(to: CChar.self)
                values.append(parameters.nulls[index] ? nil : value)
                lengths.append(Int32(end - start))
                start = end
            }
            let formats: [Int32] = Array(repeating: 1, count: count)
            if statement.isPrepared, !session.isShared {
                return PQsendQueryPrepared(connection, statement.name, Int32(count), values, lengths, formats, 1) == 1
            }
            let types: [Oid] = statement.parameters.map(\.rawValue)
            return PQsendQueryParams(connection, statement.sql, Int32(count), types, values, lengths, formats, 1) == 1
        }
    }

    /// True where everything is with the kernel; false where the descriptor has to become writable first.
    func flush() throws(DatabaseFailure) -> Bool {
        let left: Int32 = PQflush(connection)
        guard left >= 0 else { throw session.breakage }
        return left == 0
    }

    // MARK: - Receiving

    /// Takes what has arrived and tells the exchanges; throws where the connection is broken.
    func receive() throws(DatabaseFailure) {
        guard PQconsumeInput(connection) == 1 else { throw session.breakage }
        var empty = 0
        while head < inFlight.count, PQisBusy(connection) == 0 {
            guard let result = PQgetResult(connection) else {
                // One stands behind each statement; more would mean that libpq waits for nothing, and we for something.
                empty += 1
                inFlight[head].preliminaries -= 1
                if inFlight[head].preliminaries == 0 { announceRows() }
                guard empty < 3 else { throw .lost("the connection lost its place in the conversation") }
                continue
            }
            empty = 0
            defer { PQclear(result) }
            take(result)
        }
        guard PQstatus(connection) == CONNECTION_OK else { throw session.breakage }
    }

    private func take(_ result: OpaquePointer) {
        switch PQresultStatus(result) {
        case PGRES_PIPELINE_SYNC: finishHead()
        case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COMMAND_OK:
            guard inFlight[head].preliminaries <= 0, let exchange = inFlight[head].exchange else { return }
            for row in 0..<PQntuples(result) { exchange.receive(Row(result, row)) }
        case PGRES_PIPELINE_ABORTED: break
        default:
            let failure = DatabaseFailure(result)
            if inFlight[head].failure == nil { inFlight[head].failure = failure }
            if case .refused(let state, _) = failure, state.asksForNewSession {
                isOutdated = true
                if state.tellsOfSharedSession, !session.isShared { hasLostStatements = true }
            }
        }
    }

    private func finishHead() {
        let entry: InFlight = inFlight[head]
        if entry.failure == nil { hasSucceeded = true }
        inFlight[head].exchange = nil
        head += 1
        if head == inFlight.count {
            inFlight.removeAll(keepingCapacity: true)
            head = 0
        } else {
            announceRows()
        }
        entry.exchange?.end(entry.failure)
    }

    /// Says how the rows of the next answer are wanted, before libpq begins to read it.
    private func announceRows() {
        if inFlight[head].isRowByRow, inFlight[head].preliminaries == 0 { PQsetSingleRowMode(connection) }
    }

    // MARK: - Giving up

    /// Tells the exchanges that have waited too long; true where the server hangs.
    func expire(now: Int) -> Bool {
        for index in inFlight.indices[head...] where inFlight[index].deadline <= now {
            guard let exchange = inFlight[index].exchange else { continue }
            inFlight[index].exchange = nil
            exchange.end(.overdue("the database did not answer in time"))
        }
        return head < inFlight.count && inFlight[head].limit <= now
    }

    /// Tells all exchanges that their outcome is not known.
    func abandon(_ failure: DatabaseFailure) {
        let left: [InFlight] = Array(inFlight[head...])
        inFlight = []
        head = 0
        for entry in left { entry.exchange?.end(failure) }
    }
}
