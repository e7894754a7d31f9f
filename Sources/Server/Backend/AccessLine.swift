import ContractRuntime
import HTTPTypes
import Impl
import Logging

/// The line of an answered request.
///
/// It tells the route, as the contract writes it, and never the path or the query that was sent: they can hold what
/// people are called, and secrets that somebody put there by mistake.
enum AccessLine {
    /// The route of what the contract has no operation for.
    private static let noRoute: String = "none"

    static func log(
        _ request: HTTPRequest,
        _ operation: OperationDescription?,
        status: Int,
        microseconds: Int,
        to logger: Logger
    ) {
        // What is not limited is asked for by machines every few seconds: not worth a line.
        let level: LogLevel = operation?.isLimited == false ? .debug : .info
        logger.access(level, "request answered", fields(request, operation, status, microseconds))
    }

    private static func fields(
        _ request: HTTPRequest,
        _ operation: OperationDescription?,
        _ status: Int,
        _ microseconds: Int
    ) -> [LogField] {
        let fields: [LogField] = [
            LogField(.requestID, .string(request.id)),
            LogField(.requestMethod, .string(request.method.token.description)),
            LogField(.requestRoute, .string(operation.map { "\($0.path)" } ?? noRoute)),
            LogField(.responseStatus, .integer(status)),
            LogField(.responseBytes, .integer(request.sentContentBytes)),
            LogField(.durationMicroseconds, .integer(microseconds)),
            LogField(.principalKind, .string(kind(of: request))),
            LogField(.remoteAddress, .string(request.remoteAddress)),
        ]
        guard let loss = request.loss else { return fields }
        return [LogField(.responseLost, .string(loss.rawValue))] + fields
    }

    /// What the sender is, never who.
    private static func kind(of request: HTTPRequest) -> String {
        guard request.context != nil else { return "anonymous" }
        return request.sender()?.role ?? "anonymous"
    }
}
