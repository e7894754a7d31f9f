import ContractRuntime
import Domain
import Generated
import Logging
import Storage

extension Service {
    /// Stores the update before it is acknowledged; what it is, and what it asks for, is found out later.
    package func receiveUpdate(
        _ input: ReceiveUpdateInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> ReceiveUpdateOutput {
        let update = ReceivedUpdate(updateID: input.body.updateID, raw: input.rawBody)
        guard gauge.takes(update) else {
            throw Problem(
                .unavailable,
                detail: "Too many updates wait. Try again: nothing was stored.",
                retryAfter: InboxGauge.retryAfter
            )
        }
        let isNew = try await store.updates.record(update)
        if isNew {
            recorded(update.orderKey)
        } else {
            logger.info(
                "update delivered again",
                [.requestID: .string(context.requestID), .updateID: .integer(input.body.updateID)]
            )
        }
        return .ok(Acknowledgement(ok: true))
    }
}
