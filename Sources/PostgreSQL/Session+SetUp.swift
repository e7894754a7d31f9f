internal import CPostgreSQL
internal import Glibc

extension Session {
    /// Sets the session up and prepares statements, all in one round trip, and leaves it in pipeline mode.
    ///
    /// libpq's own blocking calls would wait for ever where the server's machine goes away in the middle.
    ///
    /// - Parameter settings: a statement without parameters, whose rows are dropped.
    func setUp(
        _ settings: Statement,
        preparing statements: [Statement],
        within milliseconds: Int
    ) throws(DatabaseFailure) {
        let deadline: ContinuousClock.Instant = .now + .milliseconds(milliseconds)
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1,
            PQsendQueryParams(connection, settings.sql, 0, nil, nil, nil, nil, 1) == 1
        else { throw .lost(message) }
        for statement in statements {
            let types: [Oid] = statement.parameters.map(\.rawValue)
            guard PQsendPrepare(connection, statement.name, statement.sql, Int32(types.count), types) == 1 else {
                throw .lost(message)
            }
        }
        guard PQpipelineSync(connection) == 1 else { throw .lost(message) }
        var refusal: DatabaseFailure?
        while true {
            try waitForAnswer(until: deadline)
            // Nothing stands between the results of two statements.
            guard let result = PQgetResult(connection) else {
                guard PQstatus(connection) == CONNECTION_OK else { throw .lost(message) }
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_ABORTED: continue
            case PGRES_PIPELINE_SYNC:
                if let refusal { throw refusal }
                return
            default:
                guard PQstatus(connection) == CONNECTION_OK else { throw .lost(message) }
                refusal = refusal ?? DatabaseFailure(result)
            }
        }
    }

    /// Returns when the next result can be had without waiting.
    func waitForAnswer(until deadline: ContinuousClock.Instant) throws(DatabaseFailure) {
        while PQflush(connection) == 1 || PQisBusy(connection) == 1 { try pause(until: deadline) }
    }

    /// Waits until the server has said something, or takes what is left to be said to it.
    private func pause(until deadline: ContinuousClock.Instant) throws(DatabaseFailure) {
        let events: Int32 = PQflush(connection) == 1 ? POLLIN | POLLOUT : POLLIN
        var entry: pollfd = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
        let left: Int = Int((deadline - .now) / .milliseconds(1))
        guard left > 0 else { throw .overdue("the server did not answer in time") }
        poll(&entry, 1, Int32(clamping: left))
        guard PQconsumeInput(connection) == 1 else { throw .lost(message) }
    }
}
