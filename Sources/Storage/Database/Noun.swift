/// The stored things of one kind: their operations, with their SQL beside them.
protocol Noun: Sendable {
    init(_ database: Database)

    /// Values for each of its statements, for PostgreSQL's planner.
    static var plans: [PlanCase] { get }
}
