import ContractRuntime
import Generated
import Logging
import Storage

extension Service {
    package func getHealth(_ input: GetHealthInput, context: RequestContext) async throws -> GetHealthOutput {
        let health = await health(context)
        return health.status == .ok ? .ok(health) : .serviceUnavailable(health)
    }

    package func getHealthRoot(
        _ input: GetHealthRootInput,
        context: RequestContext
    ) async throws -> GetHealthRootOutput {
        let health = await health(context)
        return health.status == .ok ? .ok(health) : .serviceUnavailable(health)
    }

    package func getLiveness(_ input: GetLivenessInput, context: RequestContext) async throws -> GetLivenessOutput {
        .ok(Liveness(status: .ok))
    }

    package func getReadiness(
        _ input: GetReadinessInput,
        context: RequestContext
    ) async throws -> GetReadinessOutput {
        guard let reason = await unreadyReason(context) else { return .ok(Readiness(status: .ok)) }
        return .serviceUnavailable(Readiness(status: .unavailable, reason: reason))
    }

    private func health(_ context: RequestContext) async -> Health {
        let database: Availability = await databaseFault(context) == nil ? .ok : .unavailable
        return Health(
            status: database,
            database: database,
            version: state.version,
            uptimeSeconds: state.uptimeSeconds
        )
    }

    private func unreadyReason(_ context: RequestContext) async -> UnreadyReason? {
        if state.isDraining { return .draining }
        switch await databaseFault(context) {
        case nil: return nil
        case .migrations: return .migrations
        case .unavailable, .internal: return .database
        }
    }

    /// What is wrong goes to the log, never to the answer.
    private func databaseFault(_ context: RequestContext) async -> StorageError? {
        await probe.fault { error in
            logger.warning(
                "database unhealthy",
                [.requestID: .string(context.requestID), .errorDetail: .string(String(describing: error))]
            )
        }
    }
}
