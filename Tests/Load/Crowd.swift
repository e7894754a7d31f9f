internal import Synchronization
internal import TestSupport

/// Threads that each do the same beside each other; what goes wrong in one is thrown at the end.
enum Crowd {
    private final class Faults: Sendable {
        let first: Mutex<String?> = Mutex(nil)
    }

    /// Returns when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        let faults: Faults = Faults()
        let threads: [BackgroundThread] = try (0..<count).map { index in
            try BackgroundThread {
                do {
                    try body(index)
                } catch {
                    faults.first.withLock { $0 = $0 ?? "\(error)" }
                }
            }
        }
        for thread in threads { thread.join() }
        if let fault = faults.first.withLock({ $0 }) { throw TestFailure(fault) }
    }
}
