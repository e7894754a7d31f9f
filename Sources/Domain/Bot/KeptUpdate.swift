/// An update of the inbox as an operator looks at it.
package struct KeptUpdate: Sendable, Equatable {
    /// In order of arrival.
    package var id: Int64
    /// Telegram's number.
    package var updateID: Int64
    package var orderKey: OrderKey
    package var kind: String
    package var state: WaitingUpdate.State
    /// How often it failed.
    package var attempts: Int64
    /// Why it failed last; empty where it did not.
    package var fault: String
    /// Microseconds since 1970-01-01T00:00:00Z.
    package var receivedAt: Int64

    package init(
        id: Int64,
        updateID: Int64,
        orderKey: OrderKey,
        kind: String,
        state: WaitingUpdate.State,
        attempts: Int64,
        fault: String,
        receivedAt: Int64
    ) {
        self.id = id
        self.updateID = updateID
        self.orderKey = orderKey
        self.kind = kind
        self.state = state
        self.attempts = attempts
        self.fault = fault
        self.receivedAt = receivedAt
    }
}

/// The updates of the inbox that an operator means.
package struct UpdateSelection: Sendable, Equatable {
    /// nil: whatever their id.
    package var ids: [Int64]?
    package var states: Set<WaitingUpdate.State>
    /// nil: of any kind.
    package var kind: String?
    /// nil: of any key.
    package var orderKey: OrderKey?

    package init(
        ids: [Int64]? = nil,
        states: Set<WaitingUpdate.State> = [.dead, .blocking],
        kind: String? = nil,
        orderKey: OrderKey? = nil
    ) {
        self.ids = ids
        self.states = states
        self.kind = kind
        self.orderKey = orderKey
    }
}
