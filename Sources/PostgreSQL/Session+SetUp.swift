internal import CPostgreSQL
import Glibc

extension Session {
    /// Makes the session ready for a pipeline, and leaves it in pipeline mode.
    ///
    /// One that is ours alone gets its settings. A shared one is left as it is: it keeps nothing for us, and what it
    /// keeps would meet others.
    func setUp(_ options: Connector.Options, isShared: Bool, within milliseconds: Int) throws(DatabaseFailure) {
        let settings = SessionSettings(statementMilliseconds: options.statementMilliseconds)
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else { throw breakage }
        self.isShared = isShared
        prefaces =
            isShared
            ? (settings.ofTransaction, settings.ofTransactionForValues) : (nil, SessionSettings.planForValues)
        guard !isShared else { return }
        try apply(settings.ofSession, within: milliseconds)
    }

    /// libpq's own blocking calls would wait for ever where the server's machine goes away in the middle.
    private func apply(_ settings: Statement, within milliseconds: Int) throws(DatabaseFailure) {
        let deadline: ContinuousClock.Instant = .now + .milliseconds(milliseconds)
        guard PQsendQueryParams(connection, settings.sql, 0, nil, nil, nil, nil, 1) == 1 else { throw breakage }
        guard PQpipelineSync(connection) == 1 else { throw breakage }
        var refusal: DatabaseFailure?
        while true {
            try waitForAnswer(until: deadline)
            // Nothing stands between the results of two statements.
            guard let result = PQgetResult(connection) else {
                guard PQstatus(connection) == CONNECTION_OK else { throw breakage }
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_ABORTED: continue
            case PGRES_PIPELINE_SYNC:
                if let refusal { throw refusal }
                return
            default:
                guard PQstatus(connection) == CONNECTION_OK else { throw breakage }
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
        let events = PQflush(connection) == 1 ? POLLIN | POLLOUT : POLLIN
        var entry = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
        let left = Int((deadline - .now) / .milliseconds(1))
        guard left > 0 else { throw .overdue("the server did not answer in time") }
        poll(&entry, 1, Int32(clamping: left))
        guard PQconsumeInput(connection) == 1 else { throw breakage }
    }
}
