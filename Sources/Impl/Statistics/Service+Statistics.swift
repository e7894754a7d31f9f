import ContractRuntime
import Domain
import Generated
import Logging

extension Service {
    package func getStatistics(
        _ input: GetStatisticsInput,
        principal: Principal,
        context: RequestContext
    ) async throws -> GetStatisticsOutput {
        .ok(Generated.Statistics(try await statistics.current()))
    }
}

extension Generated.Statistics {
    fileprivate init(_ statistics: Domain.Statistics) {
        let users = statistics.users
        self.init(
            users: UserStatistics(
                total: users.total,
                activeToday: users.activeToday,
                active7d: users.activeIn7Days,
                active30d: users.activeIn30Days,
                unreachable: users.unreachable
            ),
            applications: ApplicationStatistics(
                new: statistics.applications[.new] ?? 0,
                viewed: statistics.applications[.viewed] ?? 0,
                contacted: statistics.applications[.contacted] ?? 0
            ),
            requests: RequestStatistics(
                pending: statistics.requests[.pending] ?? 0,
                approved: statistics.requests[.approved] ?? 0,
                rejected: statistics.requests[.rejected] ?? 0
            ),
            broadcasts: BroadcastStatistics(
                draft: statistics.broadcasts[.draft] ?? 0,
                scheduled: statistics.broadcasts[.scheduled] ?? 0,
                inProgress: statistics.broadcasts[.inProgress] ?? 0,
                paused: statistics.broadcasts[.paused] ?? 0,
                completed: statistics.broadcasts[.completed] ?? 0,
                failed: statistics.broadcasts[.failed] ?? 0,
                cancelled: statistics.broadcasts[.cancelled] ?? 0
            ),
            generatedAt: RFC3339.string(microseconds: statistics.time)
        )
    }
}
