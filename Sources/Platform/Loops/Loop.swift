/// An event loop as its residents see it: one thread that runs tasks, watches descriptors and keeps time.
///
/// Clients of other protocols than the server's own live on its loops, so that a request and all that it waits for stay
/// on one thread. Every member but `isCurrent` and what `TaskExecutor` asks for belongs to the loop's thread, or to the
/// only owner of a loop that does not run yet.
package protocol Loop: TaskExecutor {
    /// True on the loop's own thread.
    var isCurrent: Bool { get }
    /// Milliseconds of a monotonic clock, as of this turn.
    var milliseconds: Int { get }

    /// From here on the resident hears of the loop's end.
    func admit(_ resident: any LoopResident)
    /// Watches a descriptor (level-triggered) for the resident; again to watch it for something else.
    ///
    /// - Returns: 0 or the error number.
    @discardableResult
    func watch(_ descriptor: Int32, for readiness: Readiness, resident: any LoopResident) -> Int32
    /// Before the descriptor is closed.
    func forget(_ descriptor: Int32)
    /// Calls `turnEnded` once, when what has arrived in this turn has been handled.
    func callAtTurnEnd(_ resident: any LoopResident)
    /// A handler begins to wait for what has a speed of its own and is shared by all of them: the database. What
    /// handlers wait for besides is nobody's congestion and is not counted.
    func beginWait()
    /// The handler waits no more; called once for each `beginWait`. Does nothing after the loop's end.
    func endWait()
    /// Calls `timerFired` at this time or soon after; a resident has one timer, and the last call sets it. `.max`:
    /// never.
    func setTimer(_ resident: any LoopResident, at milliseconds: Int)
}

/// A resident of a loop beside the server's connections; every call comes on the loop's thread.
package protocol LoopResident: AnyObject, Sendable {
    func ready(_ descriptor: Int32, _ readiness: Readiness)
    func turnEnded()
    func timerFired()
    /// The loop is about to end: no call comes after this one, and no descriptor is watched any more.
    func loopEnds()
}

/// The events that a descriptor is watched for, and those that happened to it.
package struct Readiness: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let readable = Readiness(rawValue: 1)
    package static let writable = Readiness(rawValue: 2)
    /// Reset or shut in both directions; reported whether asked for or not.
    package static let failed = Readiness(rawValue: 4)
}
