/// An update that waits to be handled.
package struct WaitingUpdate: Sendable, Equatable {
    /// In order of arrival.
    package var id: Int64
    package var orderKey: OrderKey
    package var kind: String
    /// How often it failed.
    package var attempts: Int64
    /// Not before this time: microseconds since 1970-01-01T00:00:00Z.
    package var dueAt: Int64
    package var state: State
    /// The bytes as they were delivered; empty where they are not needed.
    package var raw: [UInt8]
    /// The trace that it came with, as `traceparent` writes it; empty where there is none.
    package var trace: String

    package enum State: String, Sendable {
        case pending
        /// It failed too often, and lets its key go on.
        case dead
        /// It failed too often, and its key waits until somebody decides.
        case blocking
    }

    package init(
        id: Int64,
        orderKey: OrderKey,
        kind: String = "",
        attempts: Int64 = 0,
        dueAt: Int64 = 0,
        state: State = .pending,
        raw: [UInt8] = [],
        trace: String = ""
    ) {
        self.id = id
        self.orderKey = orderKey
        self.kind = kind
        self.attempts = attempts
        self.dueAt = dueAt
        self.state = state
        self.raw = raw
        self.trace = trace
    }
}
