import ContractRuntime
import Domain
import Generated
import Logging

extension Generated.ClientRequest {
    /// The request as the contract shows it.
    init(_ request: Domain.ClientRequest) {
        self.init(
            id: request.id,
            telegramID: String(request.client.telegramID),
            firstName: request.client.firstName,
            lastName: request.client.lastName,
            username: request.client.username ?? "",
            message: request.message,
            status: Generated.ClientRequestStatus(request.status),
            submittedAt: RFC3339.string(microseconds: request.submittedAt),
            decidedAt: request.decision.map { RFC3339.string(microseconds: $0.time) },
            decidedBy: request.decision.map {
                Decider(telegramID: String($0.administratorID), name: $0.administratorName)
            },
            note: request.decision?.note
        )
    }
}

extension Generated.ClientRequestStatus {
    fileprivate init(_ status: Domain.ClientRequest.Status) {
        switch status {
        case .pending: self = .pending
        case .approved: self = .approved
        case .rejected: self = .rejected
        }
    }
}

extension Domain.ClientRequest.Status {
    init(_ status: Generated.ClientRequestStatus) {
        switch status {
        case .pending: self = .pending
        case .approved: self = .approved
        case .rejected: self = .rejected
        }
    }
}
