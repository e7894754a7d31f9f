import ContractRuntime
import Domain
import Generated
import Logging

extension Generated.Administrator {
    /// The administrator as the contract shows them.
    init(_ administrator: Domain.Administrator) {
        self.init(
            telegramID: String(administrator.telegramID),
            name: administrator.name,
            rank: administrator.rank == .superadmin ? .superadmin : .admin,
            active: administrator.isActive,
            since: RFC3339.string(microseconds: administrator.since)
        )
    }
}
