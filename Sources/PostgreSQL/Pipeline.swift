internal import CPostgreSQL

/// A session in libpq's pipeline mode: exchanges go out one behind the other, each with a Sync of its own, so that it
/// is a transaction of its own, and answers come back in the same order. Never blocks; belongs to one loop's thread.
///
/// https://www.postgresql.org/docs/15/libpq-pipeline-mode.html
final class Pipeline {
    private struct InFlight {
        /// nil where its caller was told that it took too long.
        var exchange: Exchange?
        var isRowByRow: Bool
        /// 1 where settings go before.
        let prefaces: Int
        /// The ids of the statements that are prepared before the first step.
        let preparations: [UInt64]
        /// How many results are over: of the preface, of each preparation, of each step.
        var position: Int = 0
        var failure: DatabaseFailure?
        /// The step that failed.
        var failedStep: Int?
        /// When it was sent.
        let since: Int
        /// When the caller has waited long enough; milliseconds of the loop's clock.
        var deadline: Int
        /// When the server has.
        var limit: Int

        /// The step whose result comes next; negative before the first.
        var step: Int { position - prefaces - preparations.count }

        /// The number of the statement that is prepared by what comes next.
        var preparation: UInt64? {
            step < 0 && position >= prefaces ? preparations[position - prefaces] : nil
        }
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

    /// Statements that one session keeps prepared; what comes after them is planned each time.
    private static let preparedCapacity: Int = 500

    /// Queues the exchange and begins to send it; throws where the connection is broken.
    func send(_ exchange: Exchange, now: Int, deadline: Int, limit: Int) throws(DatabaseFailure) {
        let preface = session.preface(of: exchange)
        let preparations = unprepared(of: exchange)
        inFlight.append(
            InFlight(
                exchange: exchange,
                isRowByRow: exchange.isRowByRow,
                prefaces: preface == nil ? 0 : 1,
                preparations: preparations,
                since: now,
                deadline: deadline,
                limit: limit
            )
        )
        guard preface.map({ transmit($0, .none, isByName: false) }) ?? true, prepare(preparations, of: exchange),
            transmitSteps(of: exchange, preparations), PQpipelineSync(connection) == 1
        else { throw session.breakage }
        if depth == 1 { announceRows() }
    }

    /// The statements that this session has not met, each once.
    private func unprepared(of exchange: Exchange) -> [UInt64] {
        guard !session.isShared else { return [] }
        var missing: [UInt64] = []
        for index in 0..<exchange.count {
            let statement = exchange.step(index).statement
            if statement.isPrepared, session.prepared[statement.id] == nil, !missing.contains(statement.id),
                session.prepared.count + missing.count < Pipeline.preparedCapacity
            {
                missing.append(statement.id)
            }
        }
        return missing
    }

    private func prepare(_ ids: [UInt64], of exchange: Exchange) -> Bool {
        for id in ids {
            guard let index = exchange.indexOfStep(with: id) else { return false }
            let statement = exchange.step(index).statement
            let types = statement.parameters.map(\.rawValue)
            session.prepared[id] = false
            guard PQsendPrepare(connection, statement.name, statement.sql, Int32(types.count), types) == 1 else {
                return false
            }
        }
        return true
    }

    /// By its name goes what is prepared, or is being prepared by this exchange: should that of another one before it
    /// fail, there is nothing of that name.
    private func transmitSteps(of exchange: Exchange, _ preparations: [UInt64]) -> Bool {
        for index in 0..<exchange.count {
            let step = exchange.step(index)
            let id = step.statement.id
            let isByName = session.prepared[id] == true || preparations.contains(id)
            guard transmit(step.statement, step.parameters, isByName: isByName) else { return false }
        }
        return true
    }

    /// The pointers are into `parameters.bytes`, which does not change while `withUnsafeBytes` lends it, at offsets
    /// that `end` gives in ascending order up to its count; the lists have room for `count` values, each of which is
    /// set; libpq has copied all when it returns.
    private func transmit(_ statement: Statement, _ parameters: Parameters, isByName: Bool) -> Bool {
        let count = parameters.count
        return parameters.bytes.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { numbers in
                    let lengths = UnsafeMutableBufferPointer(rebasing: numbers[..<count])
                    let formats = UnsafeMutableBufferPointer(rebasing: numbers[count...])
                    var start = 0
                    // Not NULL, but without bytes: an empty text still needs an address.
                    let base = bytes.baseAddress ?? UnsafeRawPointer(connection)
                    for index in 0..<count {
                        let end = parameters.end(index)
                        let value = (base + start).assumingMemoryBound(to: CChar.self)
                        values.initializeElement(at: index, to: parameters.isNull(index) ? nil : value)
                        numbers.initializeElement(at: index, to: Int32(end - start))
                        numbers.initializeElement(at: count + index, to: 1)
                        start = end
                    }
                    return send(statement, count, values, lengths, formats, isByName)
                }
            }
        }
    }

    private func send(
        _ statement: Statement,
        _ count: Int,
        _ values: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>,
        _ lengths: UnsafeMutableBufferPointer<Int32>,
        _ formats: UnsafeMutableBufferPointer<Int32>,
        _ isByName: Bool
    ) -> Bool {
        let count = Int32(count)
        let (values, lengths, formats) = (values.baseAddress, lengths.baseAddress, formats.baseAddress)
        if isByName {
            return PQsendQueryPrepared(connection, statement.name, count, values, lengths, formats, 1) == 1
        }
        let types = statement.parameters.map(\.rawValue)
        return PQsendQueryParams(connection, statement.sql, count, types, values, lengths, formats, 1) == 1
    }

    /// True where everything is with the kernel; false where the descriptor has to become writable first.
    func flush() throws(DatabaseFailure) -> Bool {
        let left = PQflush(connection)
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
                inFlight[head].position += 1
                announceRows()
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
            if let id = inFlight[head].preparation { session.prepared[id] = true }
            let step = inFlight[head].step
            guard step >= 0, let exchange = inFlight[head].exchange else { return }
            for row in 0..<PQntuples(result) { exchange.receive(step, Row(result, row)) }
        case PGRES_PIPELINE_ABORTED:
            if let id = inFlight[head].preparation { session.prepared[id] = nil }
        default:
            let failure = DatabaseFailure(result)
            note(failure)
            if case .refused(let state, _) = failure, state.asksForNewSession {
                isOutdated = true
                if state.tellsOfSharedSession, !session.isShared { hasLostStatements = true }
            }
        }
    }

    private func finishHead() {
        let entry = inFlight[head]
        if entry.failure == nil { hasSucceeded = true }
        inFlight[head].exchange = nil
        head += 1
        if head == inFlight.count {
            inFlight.removeAll(keepingCapacity: true)
            head = 0
        } else {
            announceRows()
        }
        entry.exchange?.end(entry.failure, entry.failedStep)
    }

    /// The first failure counts: those behind it come of it.
    private func note(_ failure: DatabaseFailure) {
        let entry = inFlight[head]
        if let id = entry.preparation { session.prepared[id] = nil }
        guard entry.failure == nil else { return }
        inFlight[head].failure = failure
        guard let exchange = entry.exchange else { return }
        // Behind the last step fails what is looked at when all is committed.
        let step = entry.preparation.map { exchange.indexOfStep(with: $0) } ?? entry.step
        inFlight[head].failedStep = step.flatMap { (0..<exchange.count).contains($0) ? $0 : nil }
    }

    /// Says how the rows of the next answer are wanted, before libpq begins to read it.
    private func announceRows() {
        if inFlight[head].isRowByRow, inFlight[head].step == 0 { PQsetSingleRowMode(connection) }
    }

    // MARK: - Giving up

    /// Tells the exchanges that have waited too long; true where the server hangs.
    func expire(now: Int) -> Bool {
        for index in inFlight.indices[head...] where inFlight[index].deadline <= now {
            guard let exchange = inFlight[index].exchange else { continue }
            inFlight[index].exchange = nil
            exchange.end(.overdue("the database did not answer in time"), nil)
        }
        return head < inFlight.count && inFlight[head].limit <= now
    }

    /// Tells all exchanges that their outcome is not known.
    func abandon(_ failure: DatabaseFailure) {
        let left = Array(inFlight[head...])
        inFlight = []
        head = 0
        for entry in left { entry.exchange?.end(failure, nil) }
    }
}
