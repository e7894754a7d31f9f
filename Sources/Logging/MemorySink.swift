import Synchronization

/// Keeps lines for tests to look at.
package final class MemorySink: LogSink {
    private let kept: Mutex<[String]> = Mutex([])

    package init() {}

    /// The lines so far, without their line feeds.
    package var lines: [String] { kept.withLock { $0 } }

    package func write(_ line: [UInt8], _ kind: LogLineKind) {
        kept.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
    }

    package var droppedLines: Int { 0 }

    package func flush(withinMilliseconds milliseconds: Int) {}
}
