/// What is kept of one kind: its operations, with their SQL beside them.
protocol Noun: Sendable {
    init(_ database: Database)

    /// Values for each of its statements, for PostgreSQL's planner.
    static var plans: [PlanCase] { get }
}
