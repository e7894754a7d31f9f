import Platform

/// The server's loops as a store sees them: each counts the handlers of its own that wait for the database, so that it
/// notices when there are too many (`Loop.beginWait`).
final class CallingLoops: Sendable {
    private let loops: [any Loop]

    init(_ loops: [any Loop]) { self.loops = loops }

    /// The one that the caller runs on; nil elsewhere.
    var current: (any Loop)? { loops.first { $0.isCurrent } }
}
