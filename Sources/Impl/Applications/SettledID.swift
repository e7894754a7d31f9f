/// Finds up to which id nothing can come any more, where ids are handed out before they are committed.
///
/// What was handed out before somebody looked belongs to those who were writing then: once they have ended, it is
/// committed or never will be.
struct SettledID {
    private var waiting: (top: Int64, writers: Set<String>)?

    /// - Parameters:
    ///   - issued: the greatest id that was handed out, read before the writers.
    ///   - writers: the transactions under way that may have been handed ids.
    /// - Returns: the greatest id below which nothing can come; nil where it is not known yet.
    mutating func top(issued: Int64, writers: Set<String>) -> Int64? {
        guard !writers.isEmpty else {
            waiting = nil
            return issued
        }
        guard let before = waiting else {
            waiting = (issued, writers)
            return nil
        }
        let left = before.writers.intersection(writers)
        waiting = left.isEmpty ? (issued, writers) : (before.top, left)
        return left.isEmpty ? before.top : nil
    }
}
