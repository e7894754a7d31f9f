internal import LoadDriver
internal import Synchronization
internal import TestSupport

/// A schedule that the driver works on beside a test.
final class Background: Sendable {
    private final class Book: Sendable {
        let outcome: Mutex<Result<Report, TestFailure>?> = Mutex(nil)
    }

    private let book: Book = Book()
    private let thread: BackgroundThread

    convenience init(_ writes: Writes, port: UInt16) throws {
        try self.init(writes.schedule, writes.templates, port: port)
    }

    init(_ schedule: Schedule, _ templates: [RequestTemplate], port: UInt16) throws {
        let book: Book = book
        thread = try BackgroundThread {
            let outcome: Result<Report, TestFailure>
            do {
                outcome = .success(try Driver.run(schedule, templates, port: port))
            } catch {
                outcome = .failure(TestFailure("\(error)"))
            }
            book.outcome.withLock { $0 = outcome }
        }
    }

    var isOver: Bool { book.outcome.withLock { $0 != nil } }

    /// Waits for the end; once.
    func report() throws -> Report {
        thread.join()
        guard let outcome = book.outcome.withLock({ $0 }) else { throw TestFailure("the driver has no outcome") }
        return try outcome.get()
    }
}
