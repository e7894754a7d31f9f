import Platform

/// The places of a process's log: standard error, and files where they are asked for.
///
/// With a file for all lines, standard error gets those from notice on: start, end and what needs somebody. Each place
/// has a queue and a thread of its own, so that one that takes nothing holds up no other.
package final class LogPlaces: LogSink {
    private static let reopenMilliseconds: Int = 5_000

    private let standard: DescriptorSink
    private let all: DescriptorSink?
    private let access: DescriptorSink?
    private let errors: DescriptorSink?
    private let paths: [String]

    /// Opens the files; their folders must be there.
    ///
    /// - Parameter now: microseconds since 1970-01-01T00:00:00Z.
    package init(
        _ options: LogOptions,
        now: @escaping @Sendable () -> Int64 = SystemClock.microseconds
    ) throws(LogFileError) {
        let format = options.format
        let standard = DescriptorSink(format: format, now: now)
        func open(_ path: String?) throws(LogFileError) -> DescriptorSink? {
            guard let path else { return nil }
            do throws(SystemError) {
                let file = try LogFile(path, options.rotation) { fault in
                    standard.write(fault.line(path, now(), as: format).span.bytes, urgent: true)
                }
                return DescriptorSink(file, format: format, now: now)
            } catch {
                throw LogFileError(path: path, error: error)
            }
        }
        self.standard = standard
        all = try open(options.filePath)
        access = try open(options.accessFilePath)
        errors = try open(options.errorFilePath)
        paths = options.paths
    }

    private var files: [DescriptorSink] { [all, access, errors].compactMap { $0 } }

    package var droppedLines: Int { files.reduce(standard.droppedLines) { $0 + $1.droppedLines } }

    package func write(_ line: RawSpan, _ kind: LogLineKind) {
        if kind.isAccess, let access {
            access.write(line, kind)
        } else {
            all?.write(line, kind)
            if all == nil || kind.level >= .notice { standard.write(line, kind) }
        }
        if kind.level >= .warning { errors?.write(line, kind) }
    }

    package func flush(withinMilliseconds milliseconds: Int) {
        let end = SystemClock.monotonicNanoseconds() + UInt64(milliseconds) * 1_000_000
        for sink in [standard] + files {
            let now = SystemClock.monotonicNanoseconds()
            sink.flush(withinMilliseconds: now < end ? Int((end - now) / 1_000_000) : 0)
        }
    }

    /// Opens the files anew by their paths, as after logrotate has moved them; returns when that is done.
    ///
    /// - Throws: where one cannot be opened, which is written on then, and told of on standard error.
    package func reopen() throws(LogFileError) {
        var failed: String?
        for (sink, path) in zip(files, paths)
        where !sink.reopen(withinMilliseconds: LogPlaces.reopenMilliseconds) { failed = failed ?? path }
        if let failed { throw LogFileError(path: failed, error: nil) }
    }
}

/// A log file that cannot be written.
package struct LogFileError: Error, CustomStringConvertible {
    package let path: String
    /// nil where the log has said it, or the disk does not answer.
    package let error: SystemError?

    package var description: String {
        guard let error else { return "the log file \(path) cannot be opened anew" }
        return "the log file \(path) cannot be written: \(error.text); \(remedy(error))"
    }

    private func remedy(_ error: SystemError) -> String {
        error == LogFile.noFile
            ? "it is no regular file; without one the log goes to standard error"
            : "its folder must exist, and this process's user must be allowed to write there"
    }
}

extension LogFileFault {
    /// The line that tells of it.
    fileprivate func line(_ path: String, _ microseconds: Int64, as format: LogFormat) -> [UInt8] {
        let field = LogField(.filePath, .string(path))
        func line(_ level: LogLevel, _ message: StaticString, _ error: SystemError?) -> [UInt8] {
            let fields = [field] + (error.map { [LogField(.errorDetail, .string($0.text))] } ?? [])
            return LogLine(microseconds: microseconds, level: level, message: message).bytes(as: format, fields)
        }
        return switch self {
        case .shared: line(.warning, "another process writes this log file, and rotates it", nil)
        case .rotate(let error): line(.error, "the log file cannot be rotated, and grows", error)
        case .open(let error): line(.error, "the log file cannot be opened anew", error)
        }
    }
}
