import Synchronization

/// Keeps lines for tests to look at.
package final class MemorySink: LogSink {
    private let kept: Mutex<[String]> = Mutex([])

    package init() {}

    /// The lines so far, without their line feeds.
    package var lines: [String] { kept.withLock { $0 } }

    package func write(_ line: RawSpan, _ kind: LogLineKind) {
        let text = line.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
        kept.withLock { $0.append(text) }
    }

    package var droppedLines: Int { 0 }

    package func flush(withinMilliseconds milliseconds: Int) {}
}
