/// The updates that wait although they could be handled: what says whether the bot keeps up.
///
/// An update that failed, and all behind it in its key, are not among them: they wait for something else.
package struct Backlog: Sendable, Equatable {
    /// How many there are; of one key `mostOfKey` count at most.
    package var count: Int64
    /// When the oldest update of the key came that is waiting longest, after the `fewKeys` that wait even longer:
    /// microseconds since 1970-01-01T00:00:00Z; nil where there are not so many keys. Who writes faster than their
    /// updates can be handled one after another waits for themselves alone.
    package var since: Int64?

    package init(count: Int64, since: Int64?) {
        self.count = count
        self.since = since
    }

    /// What one key counts at most.
    package static let mostOfKey: Int64 = 100
    /// The keys that may wait long: as many as a process handles at once.
    package static let fewKeys: Int64 = 64
    /// The rows that are looked at.
    package static let mostRows: Int64 = 50_000
}

/// The messages of a lane that are in the outbox.
package struct LaneBacklog: Sendable, Equatable {
    package var lane: OutgoingMessage.Lane
    /// Those that wait to be sent, among the first `Backlog.mostRows`.
    package var waiting: Int64 = 0
    /// When the oldest of them was put in: microseconds since 1970-01-01T00:00:00Z; nil where none waits.
    package var since: Int64?
    /// Those that Telegram takes never.
    package var dead: Int64 = 0

    package init(lane: OutgoingMessage.Lane) { self.lane = lane }
}

/// The broadcasts that are not over.
package struct BroadcastBacklog: Sendable, Equatable {
    /// Those that begin at a time that has not come.
    package var scheduled: Int64 = 0
    /// Those that are being sent.
    package var inProgress: Int64 = 0
    /// The people that those have not been tried with.
    package var remaining: Int64 = 0

    package init() {}
}
