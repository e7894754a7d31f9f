import Glibc
import TestSupport

/// A running `http-conformance`, optionally with few descriptors.
final class ConformanceProcess {
    private let command: Command
    let port: UInt16

    /// Returns once it says where it listens.
    init(arguments: [String] = [], descriptors: Int? = nil) throws {
        let program = try BuildProducts.path(of: "http-conformance")
        let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
        let words = ["/bin/sh", "-c", "\(limit)exec \"$0\" \"$@\"", program, "--port", "0", "--loops", "1"]
        let command = try Command(words + arguments)
        self.command = command
        port = try Deadline.wait(seconds: 30, for: "the line that says where http-conformance listens") {
            if let port = Self.port(in: command.outputText) { return port }
            if command.hasEnded { throw TestFailure("http-conformance ended: \(try command.outcome())") }
            return nil
        }
    }

    /// Sends SIGTERM and returns the exit code, or 128 and the signal that killed it.
    func terminate() throws -> Int32 {
        command.signal(SIGTERM)
        return try command.outcome().status
    }

    /// `listening on http://127.0.0.1:40123/`, where the line is whole.
    private static func port(in output: String) -> UInt16? {
        guard let end = output.firstRange(of: "/\n") else { return nil }
        return output[..<end.lowerBound].split(separator: ":").last.flatMap { UInt16($0) }
    }
}
