/// Which lines are logged, and their shape.
package struct LogOptions: Sendable {
    /// Lines below it are not made.
    package var level: LogLevel = .info
    package var format: LogFormat = .text

    package init() {}
}
