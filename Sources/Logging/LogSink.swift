/// The place where rendered lines go.
package protocol LogSink: Sendable {
    /// Takes a whole line, line feed included, and returns without waiting for anything; an urgent one is on its way.
    func write(_ line: RawSpan, _ kind: LogLineKind)
    /// Sends on what is buffered, and waits until it is there, at most so long: a destination may take nothing.
    func flush(withinMilliseconds milliseconds: Int)
    /// The lines that were taken, and that nobody will see.
    var droppedLines: Int { get }
}

/// The facts about a line by which its place is chosen.
package struct LogLineKind: Sendable, Equatable {
    package let level: LogLevel
    /// True for the line of an answered request.
    package let isAccess: Bool

    package init(level: LogLevel, isAccess: Bool) {
        self.level = level
        self.isAccess = isAccess
    }
}
