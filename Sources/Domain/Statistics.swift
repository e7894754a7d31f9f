/// Numbers of what is kept, at one moment.
package struct Statistics: Sendable, Equatable {
    package struct Users: Sendable, Equatable {
        package var total: Int64
        /// Since midnight UTC.
        package var activeToday: Int64
        package var activeIn7Days: Int64
        package var activeIn30Days: Int64
        /// Whom the bot cannot write to.
        package var unreachable: Int64

        package init(
            total: Int64,
            activeToday: Int64,
            activeIn7Days: Int64,
            activeIn30Days: Int64,
            unreachable: Int64
        ) {
            self.total = total
            self.activeToday = activeToday
            self.activeIn7Days = activeIn7Days
            self.activeIn30Days = activeIn30Days
            self.unreachable = unreachable
        }
    }

    package var users: Users
    package var applications: [ApplicationStatus: Int64]
    package var requests: [ClientRequest.Status: Int64]
    package var broadcasts: [Broadcast.Status: Int64]
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var time: Int64

    package init(
        users: Users,
        applications: [ApplicationStatus: Int64],
        requests: [ClientRequest.Status: Int64],
        broadcasts: [Broadcast.Status: Int64],
        time: Int64
    ) {
        self.users = users
        self.applications = applications
        self.requests = requests
        self.broadcasts = broadcasts
        self.time = time
    }
}
