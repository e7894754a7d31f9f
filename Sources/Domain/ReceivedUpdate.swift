/// A Telegram Update as it was delivered.
package struct ReceivedUpdate: Sendable, Equatable {
    package var updateID: Int64
    /// The request's body, byte for byte.
    package var raw: [UInt8]

    package init(updateID: Int64, raw: [UInt8]) {
        self.updateID = updateID
        self.raw = raw
    }
}
