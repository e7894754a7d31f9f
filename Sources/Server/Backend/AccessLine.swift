import ContractRuntime
import HTTPTypes
import Impl
import Logging

/// The line of an answered request.
///
/// It tells the route, as the contract writes it, and never the path or the query that was sent: they can hold what
/// people are called, and secrets that somebody put there by mistake.
enum AccessLine {
    static func log(
        _ request: HTTPRequest,
        _ operation: OperationDescription?,
        status: Int,
        microseconds: Int,
        to logger: Logger
    ) {
        // What is not limited is asked for by machines every few seconds: not worth a line.
        let level: LogLevel = operation?.isLimited == false ? .debug : .info
        logger.access(level, "request answered") { line in
            if let loss = request.loss { line.add(.responseLost, loss.rawValue) }
            line.add(.requestID, request.id)
            line.add(.requestMethod, request.method.token)
            // Without an operation of the contract there is none.
            line.add(.requestRoute, operation?.path ?? "none")
            line.add(.responseStatus, status)
            line.add(.responseBytes, request.sentContentBytes)
            line.add(.durationMicroseconds, microseconds)
            line.add(.principalKind, kind(of: request))
            line.add(.remoteAddress, request.remoteAddress)
        }
    }

    /// What the sender is, never who.
    private static func kind(of request: HTTPRequest) -> String {
        request.sender()?.role ?? "anonymous"
    }
}
