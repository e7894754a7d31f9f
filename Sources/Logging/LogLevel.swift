/// How much a line matters; lines below the logger's level are not even made.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
    case debug, info, notice, warning, error

    /// Position in the order of severity, from 0.
    private var severity: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .notice: 2
        case .warning: 3
        case .error: 4
        }
    }

    package static func < (left: LogLevel, right: LogLevel) -> Bool {
        left.severity < right.severity
    }

    /// True where the line is sent on at once: someone may be waiting for it, and the process may be about to end.
    package var isUrgent: Bool { self > .info }
}
