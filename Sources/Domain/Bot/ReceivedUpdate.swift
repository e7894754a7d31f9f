import Platform

/// A Telegram Update as it was delivered.
package struct ReceivedUpdate: Sendable, Equatable {
    package var updateID: Int64
    /// As the Bot API names it; empty where it is not known.
    package var kind: String
    package var orderKey: OrderKey
    /// The bytes as they were delivered.
    package var raw: [UInt8]
    /// The trace that it came with, as `traceparent` writes it; empty where there is none.
    package var trace: String

    package init(
        updateID: Int64,
        kind: String = "",
        orderKey: OrderKey? = nil,
        raw: [UInt8],
        trace: String = TraceContext.current?.parent ?? ""
    ) {
        self.updateID = updateID
        self.kind = kind
        self.orderKey = orderKey ?? .update(updateID)
        self.raw = raw
        self.trace = trace
    }
}
