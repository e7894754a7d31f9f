/// The output of an operation that has one success and describes everything else as one failure.
package protocol ServiceOutput: Sendable {
    associatedtype Success: Sendable
    associatedtype Failure: Sendable

    var outcome: ServiceOutcome<Success, Failure> { get }
}

/// The outcome of a call.
package enum ServiceOutcome<Success: Sendable, Failure: Sendable>: Sendable {
    case success(Success)
    case failure(status: Int, Failure)
    /// A success that the contract does not declare.
    case undocumented(status: Int, body: [UInt8])
}
