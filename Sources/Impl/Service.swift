import ContractRuntime
import Domain
import Generated
import Logging
import Storage

/// The implementation of the contract: one file for each capability extends it.
///
/// It throws what it cannot answer; `problem(for:context:)` is the one table from errors to statuses.
package struct Service: API {
    package let authenticator: TelegramAuthenticator
    package let store: Store
    package let approval: Approval
    package let broadcasting: Broadcasting
    package let statistics: StatisticsBoard
    let invitation: Invitation
    let state: ServiceState
    /// Called when an update was recorded.
    let recorded: @Sendable (OrderKey) -> Void
    let gauge: InboxGauge
    let probe: DatabaseProbe
    let document: ContractDocumentText
    let page: DocumentationText
    let logger: Logger

    /// - Parameter monotonic: nanoseconds of a clock that never goes back.
    package init(
        authenticator: TelegramAuthenticator,
        store: Store,
        approval: Approval? = nil,
        broadcasting: Broadcasting? = nil,
        invitation: Invitation,
        state: ServiceState,
        recorded: @escaping @Sendable (OrderKey) -> Void = { _ in },
        gauge: InboxGauge = InboxGauge(),
        logger: Logger,
        monotonic: @escaping @Sendable () -> UInt64
    ) {
        self.authenticator = authenticator
        self.store = store
        self.approval = approval ?? Approval(store: store)
        self.broadcasting = broadcasting ?? Broadcasting(store: store, botAPI: nil)
        statistics = StatisticsBoard(store: store)
        self.invitation = invitation
        self.state = state
        self.recorded = recorded
        self.gauge = gauge
        self.logger = logger
        probe = DatabaseProbe(store: store, now: monotonic)
        document = ContractDocumentText()
        page = DocumentationText()
    }

    package func problem(for error: any Error, context: RequestContext) -> Problem {
        let problem = Service.problem(for: error)
        switch problem.type {
        case .internal:
            logger.error("request failed", fields(error, context))
        // What an operation refuses by itself, it has told of.
        case .unavailable where !(error is Problem):
            logger.warning("request not possible now", fields(error, context))
        default: break
        }
        return problem
    }

    /// Texts here reach clients: nothing of the error's own words does.
    private static func problem(for error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case StorageError.unavailable, StorageError.migrations:
            Problem(
                .unavailable,
                detail: "The database is out of reach. Try again: nothing is done twice.",
                retryAfter: 5
            )
        case let error as BotNameUnavailable:
            Problem(.unavailable, detail: "The bot's name is not known yet.", retryAfter: error.retryAfter)
        default: Problem(.internal, detail: "Internal error.")
        }
    }

    private func fields(_ error: any Error, _ context: RequestContext) -> KeyValuePairs<LogKey, LogValue> {
        [
            .requestID: .string(context.requestID),
            .errorKind: .string(String(describing: type(of: error))),
            .errorDetail: .string(String(describing: error)),
        ]
    }
}
