import Glibc
import Platform

/// Writes lines to a file descriptor from a thread of its own, many of them at a time: who logs never waits.
///
/// Lines that are not urgent gather; they are written when there are many, with an urgent line, on `flush` and at the
/// latest after the interval. They leave in the order they came and are never torn. Where the descriptor takes nothing
/// (a pipe that nobody reads, a disk that is full), a bounded number of bytes waits; lines beyond them are dropped, and
/// a line says how many as soon as there is room.
package final class DescriptorSink: LogSink {
    private let queue: LineQueue

    /// Starts the thread. It ends after the sink, once the descriptor has taken what it was given.
    ///
    /// - Parameters:
    ///   - descriptor: stays the caller's to close; the sink writes to a copy.
    ///   - format: of the line that tells of dropped ones.
    ///   - capacity: bytes that are written without waiting for more.
    ///   - limit: bytes that may wait.
    ///   - intervalMilliseconds: how long lines may gather; 0 leaves it to `flush`.
    ///   - now: microseconds since 1970-01-01T00:00:00Z.
    package convenience init(
        descriptor: Int32 = 2,
        format: LogFormat = LogOptions().format,
        capacity: Int = 32_768,
        limit: Int = 1 << 20,
        intervalMilliseconds: Int = 100,
        now: @escaping @Sendable () -> Int64 = SystemClock.microseconds
    ) {
        // Its own copy: the thread may still be at work when the caller closes the descriptor, and another gets its
        // number.
        let copy = OwnedDescriptor(fcntl(descriptor, F_DUPFD_CLOEXEC, 3))
        let queue = LineQueue(capacity: capacity, limit: limit, intervalMilliseconds: intervalMilliseconds)
        self.init(DescriptorOutput(copy), queue, format: format, now: now)
    }

    /// The same for a file that is rotated.
    convenience init(
        _ file: LogFile,
        format: LogFormat,
        capacity: Int = 32_768,
        limit: Int = 1 << 20,
        intervalMilliseconds: Int = 100,
        now: @escaping @Sendable () -> Int64
    ) {
        let queue = LineQueue(capacity: capacity, limit: limit, intervalMilliseconds: intervalMilliseconds)
        self.init(file, queue, format: format, now: now)
    }

    private init(
        _ output: some LineOutput & Sendable,
        _ queue: LineQueue,
        format: LogFormat,
        now: @escaping @Sendable () -> Int64
    ) {
        self.queue = queue
        // All signals are blocked in it: a reader that is gone is an error number of `write`, not SIGPIPE. Where the
        // system refuses a thread, which it does only to a process that cannot work anyway, lines are dropped.
        try? startThread(name: "log") {
            var writer = LineWriter(output) { count in
                LogLine(microseconds: now(), level: .warning, message: "log lines dropped")
                    .bytes(as: format, [LogField(.count, .integer(count))])
            }
            var batch = LineQueue.Batch()
            while queue.take(&batch) {
                if batch.isReopening { queue.noteReopened(writer.reopen()) }
                let lost = writer.write(batch)
                queue.settle(bytes: batch.lines.count, lostLines: lost)
            }
        }
    }

    deinit {
        queue.close()
        flush(withinMilliseconds: 200)
    }

    package var droppedLines: Int { queue.dropped }

    package func write(_ line: RawSpan, _ kind: LogLineKind) { write(line, urgent: kind.level.isUrgent) }

    /// Takes a whole line; an urgent one is on its way.
    package func write(_ line: RawSpan, urgent: Bool) { queue.append(line, urgent: urgent) }

    package func flush(withinMilliseconds milliseconds: Int) { queue.flush(withinMilliseconds: milliseconds) }

    /// Opens a file anew by its path; false where that fails, or the disk does not answer in time.
    func reopen(withinMilliseconds milliseconds: Int) -> Bool { queue.reopen(withinMilliseconds: milliseconds) }
}
