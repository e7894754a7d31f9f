import Platform

/// Writes lines of a constant message and metadata to a sink; a line of work that is part of a trace names that.
///
/// A value: cheap to copy, safe to keep. Messages are `StaticString`, so data can only travel as metadata, where it is
/// escaped; a line whose level is filtered out costs one comparison, its metadata is never evaluated.
package struct Logger: Sendable {
    /// Lines below it are dropped.
    package var level: LogLevel
    private let format: LogFormat
    private let sink: any LogSink
    private let now: @Sendable () -> Int64
    private var fields: [LogField] = []

    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z; passed in so that tests own time.
    package init(
        level: LogLevel = LogOptions().level,
        format: LogFormat = LogOptions().format,
        sink: any LogSink,
        now: @escaping @Sendable () -> Int64 = SystemClock.microseconds
    ) {
        self.level = level
        self.format = format
        self.sink = sink
        self.now = now
    }

    /// The same logger with fields that stand on each of its lines; a field given with the line replaces its namesake.
    package func with(_ added: KeyValuePairs<LogKey, LogValue>) -> Logger {
        var logger = self
        logger.fields = Logger.merge(fields, added)
        return logger
    }

    package func log(
        _ lineLevel: LogLevel,
        _ message: StaticString,
        _ metadata: @autoclosure () -> KeyValuePairs<LogKey, LogValue> = [:]
    ) {
        guard lineLevel >= level else { return }
        let merged = Logger.merge(fields, metadata())
        write(LogLineKind(level: lineLevel, isAccess: false), message) { $0.add(merged) }
    }

    /// The line of an answered request, which may have a file of its own.
    ///
    /// - Parameter metadata: writes the fields, none of them one of the logger's own; may be called twice.
    package func access(_ lineLevel: LogLevel, _ message: StaticString, _ metadata: (inout LogFieldWriter) -> Void) {
        guard lineLevel >= level else { return }
        write(LogLineKind(level: lineLevel, isAccess: true), message) { writer in
            writer.add(fields)
            metadata(&writer)
        }
    }

    private func write(_ kind: LogLineKind, _ message: StaticString, _ fields: (inout LogFieldWriter) -> Void) {
        let line = LogLine(microseconds: now(), level: kind.level, message: message)
        let trace = TraceContext.current
        line.render(as: format) { writer in
            fields(&writer)
            guard let trace else { return }
            writer.add(.traceID, trace.traceID.text)
            writer.add(.spanID, trace.spanID.text)
        } then: {
            sink.write($0, kind)
        }
    }

    package func debug(
        _ message: StaticString,
        _ metadata: @autoclosure () -> KeyValuePairs<LogKey, LogValue> = [:]
    ) {
        log(.debug, message, metadata())
    }

    package func info(
        _ message: StaticString,
        _ metadata: @autoclosure () -> KeyValuePairs<LogKey, LogValue> = [:]
    ) {
        log(.info, message, metadata())
    }

    package func notice(
        _ message: StaticString,
        _ metadata: @autoclosure () -> KeyValuePairs<LogKey, LogValue> = [:]
    ) {
        log(.notice, message, metadata())
    }

    package func warning(
        _ message: StaticString,
        _ metadata: @autoclosure () -> KeyValuePairs<LogKey, LogValue> = [:]
    ) {
        log(.warning, message, metadata())
    }

    package func error(
        _ message: StaticString,
        _ metadata: @autoclosure () -> KeyValuePairs<LogKey, LogValue> = [:]
    ) {
        log(.error, message, metadata())
    }

    /// Hands buffered lines to the sink's destination, and waits for that, at most so long.
    package func flush(withinMilliseconds milliseconds: Int = 200) {
        sink.flush(withinMilliseconds: milliseconds)
    }

    /// The lines that were logged, and that nobody will see.
    package var droppedLines: Int { sink.droppedLines }

    /// Later fields replace earlier ones of the same key, so that a JSON line never has a member twice.
    private static func merge(_ base: [LogField], _ added: KeyValuePairs<LogKey, LogValue>) -> [LogField] {
        var merged = base
        for (key, value) in added {
            if let index = merged.firstIndex(where: { $0.key == key }) {
                merged[index].value = value
            } else {
                merged.append(LogField(key, value))
            }
        }
        return merged
    }
}
