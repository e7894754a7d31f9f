import LoadDriver
import TestSupport

/// A schedule that the driver works on beside a test.
final class Background: Sendable {
    private let value: BackgroundValue<Report>

    convenience init(_ writes: Writes, port: UInt16) throws {
        try self.init(writes.schedule, writes.templates, port: port)
    }

    init(_ schedule: Schedule, _ templates: [RequestTemplate], port: UInt16) throws {
        value = try BackgroundValue { try Driver.run(schedule, templates, port: port) }
    }

    var isOver: Bool { value.isOver }

    /// Waits for the end; once.
    func report() throws -> Report { try value.result().get() }
}
