import Glibc
import HTTPServer

/// Runs what the first SIGTERM or SIGINT cancels, so that it takes back what is half done; the second ends the process
/// at once.
func stoppable(_ body: @escaping @Sendable () async throws(CommandFailure) -> Void) async throws(CommandFailure) {
    TerminationSignal.hold()
    let work = Task { () async -> CommandFailure? in
        do throws(CommandFailure) {
            try await body()
            return nil
        } catch {
            return error
        }
    }
    Task {
        _ = await TerminationSignal.wait()
        work.cancel()
        _exit(128 + (await TerminationSignal.wait()))
    }
    if let failure = await work.value { throw work.isCancelled ? .refused("stopped before it was done") : failure }
}
