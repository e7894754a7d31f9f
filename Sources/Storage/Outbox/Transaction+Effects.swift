import Domain

extension Transaction {
    /// Adds what a change leaves behind; first of all, where it handles an update: so that nothing is done twice.
    ///
    /// - Parameter time: microseconds since 1970-01-01T00:00:00Z.
    /// - Returns: what is not met where the update was handled before; nil where none is handled.
    @discardableResult
    mutating func apply(_ effects: Effects, at time: Int64) -> Requirement? {
        let handled = effects.handled.map { require("DELETE FROM inbox WHERE id = \($0) RETURNING id") }
        for message in effects.messages { add(Outbox.addition(message, at: time)) }
        return handled
    }

    static let plans: [PlanCase] = [
        PlanCase("DELETE FROM inbox WHERE id = \(Int64(7)) RETURNING id", isRequired: true, most: ["inbox": 1])
    ]
}
