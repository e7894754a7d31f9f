import TestSupport

/// Threads that each do the same beside each other; what goes wrong in one is thrown at the end.
enum Crowd {
    /// Returns when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        _ = try BackgroundValue.all((0..<count).map { index in try BackgroundValue { try body(index) } })
    }
}
