/// Which lines are logged, and their shape.
package struct LogOptions: Sendable {
    /// Lines below it are not made.
    package var level: LogLevel = .info
    package var format: LogFormat = .text

    /// Where lines go beside standard error; nil: nowhere else.
    package var filePath: String?
    /// Where the lines of answered requests go instead; nil: with the others.
    package var accessFilePath: String?
    /// Where warnings and errors go as well; nil: nowhere else.
    package var errorFilePath: String?
    /// Of each of the files.
    package var rotation = LogRotation()

    package init() {}

    /// The files, in the order of the properties.
    package var paths: [String] { [filePath, accessFilePath, errorFilePath].compactMap { $0 } }
}
