/// A server that tests send requests to, whichever way it runs.
package protocol RunningServer: AnyObject {
    /// The port it listens at, on 127.0.0.1.
    var port: UInt16 { get }
    var database: TestDatabase { get }
    /// All that it has logged, a JSON object a line; complete once it has ended.
    var logText: String { get }

    /// Tells it to stop, and goes on.
    func askToStop()

    /// Ends it as a service manager does; returns the exit code of the process that it is, or would be.
    func terminate() throws -> Int32
}

extension RunningServer {
    /// Its lines that contain a phrase.
    package func logLines(with phrase: String) -> [Substring] {
        logText.split(separator: "\n").filter { $0.contains(phrase) }
    }
}
