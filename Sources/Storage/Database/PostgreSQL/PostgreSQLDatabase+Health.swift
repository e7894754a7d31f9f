import Platform
import PostgreSQL

extension PostgreSQLDatabase {
    /// The time in which the database must answer to count as healthy.
    private static let healthMilliseconds: Int = 1_000

    func checkHealth() async throws(StorageError) {
        let state = try await onLoopWithConnections {
            [writeHealth, options, migrationCount] (part) -> Result<HealthStatements.State, StorageError> in
            if let fault = part.writeFault { return .failure(StorageError(fault)) }
            let generation = writeHealth.generation
            let end = part.loop.milliseconds + PostgreSQLDatabase.healthMilliseconds
            let state = await part.read(
                HealthStatements.state,
                HealthStatements.parameters(migrations: migrationCount),
                into: HealthStatements.State(),
                within: PostgreSQLDatabase.healthMilliseconds
            ) { $0 = HealthStatements.State($1) }
            guard case .success(let seen) = state, seen.isWritable,
                let doubt = writeHealth.doubt ?? part.writeDelay.map({ StorageError($0) })
            else { return state }
            // Others could not be written, or have not been for a while: only a write can tell whether any can.
            guard writeHealth.mayTry else { return .failure(doubt) }
            let left = max(1, end - part.loop.milliseconds)
            let touched = await part.read(HealthStatements.touch, Parameters(), into: (), within: left) { _, _ in }
            guard case .success = touched else {
                if part.loop.milliseconds >= end {
                    writeHealth.noteSilence(for: .milliseconds(options.statementTimeoutMilliseconds))
                }
                return .failure(doubt)
            }
            writeHealth.clear(ifStill: generation)
            return state
        }
        guard state.isWritable else { throw .unavailable("the database is read-only") }
        guard state.isMigrated else { throw .migrations("the database lacks migrations") }
    }
}

extension WriteHealth {
    /// Hears how a write ended.
    func note(_ failure: DatabaseFailure?) {
        switch failure {
        case .refused(let code, _)? where code.category == "53" || code.category == "58":
            if let failure { noteLack(StorageError(failure)) }
        case .overdue(let reason)?: noteDelay(.unavailable(reason))
        default: break
        }
    }
}
