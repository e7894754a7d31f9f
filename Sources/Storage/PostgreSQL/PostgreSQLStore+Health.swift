internal import Platform
internal import PostgreSQL

extension PostgreSQLStore {
    /// The time in which the database must answer to count as healthy.
    private static let healthMilliseconds: Int = 1_000

    package func checkHealth() async throws(StorageError) {
        let state = try await here { [writeHealth, options] (store) -> Result<HealthStatements.State, StorageError> in
            if let fault = store.writeFault { return .failure(StorageError(fault)) }
            let generation = writeHealth.generation
            let end = store.loop.milliseconds + PostgreSQLStore.healthMilliseconds
            let state = await store.read(
                HealthStatements.state,
                HealthStatements.parameters(migrations: Migration.all.count),
                into: HealthStatements.State(),
                within: PostgreSQLStore.healthMilliseconds
            ) { $0 = HealthStatements.State($1) }
            guard case .success(let seen) = state, seen.isWritable,
                let doubt = writeHealth.doubt ?? store.writeDelay.map({ StorageError($0) })
            else { return state }
            // Others could not be written, or have not been for a while: only a write can tell whether any can.
            guard writeHealth.mayTry else { return .failure(doubt) }
            let left = max(1, end - store.loop.milliseconds)
            let touched = await store.read(HealthStatements.touch, Parameters(), into: (), within: left) { _, _ in }
            guard case .success = touched else {
                if store.loop.milliseconds >= end {
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
