/// When a log file is rotated, and how many of those before are kept.
package struct LogRotation: Sendable, Equatable {
    /// The bytes that a file holds; 0: it grows.
    package var maxBytes: Int = 10_485_760
    /// The files beside the one that is written; 0: it is never rotated.
    package var backups: Int = 5

    package init() {}

    /// As Python's: without one of the two nothing is rotated.
    package var isOn: Bool { maxBytes > 0 && backups > 0 }
}
