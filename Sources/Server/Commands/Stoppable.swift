import Glibc
import HTTPServer

/// Runs what the first SIGTERM or SIGINT cancels, so that it takes back what is half done; the second ends the process
/// at once.
///
/// - Parameter body: throws where it took back what it did; returns a failure that came after what cannot be taken
///   back.
func stoppable(
    _ body: @escaping @Sendable () async throws(CommandFailure) -> CommandFailure?
) async throws(CommandFailure) {
    TerminationSignal.hold()
    let work = Task { () async -> CommandFailure? in
        do throws(CommandFailure) {
            return try await body()
        } catch {
            return Task.isCancelled ? .refused("stopped before it was done") : error
        }
    }
    Task {
        _ = await TerminationSignal.wait()
        work.cancel()
        _exit(128 + (await TerminationSignal.wait()))
    }
    if let failure = await work.value { throw failure }
}
