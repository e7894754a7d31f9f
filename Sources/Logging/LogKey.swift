/// Every name that metadata can have; dotted, lower case, stable, because dashboards and alerts are built on them.
package enum LogKey: Sendable, CaseIterable {
    case requestID, traceID, spanID, requestMethod, requestRoute, responseStatus, responseBytes, responseLost,
        durationMicroseconds, remoteAddress, principalKind, operation, rateLimit, authenticationReason, telegramID,
        updateID, updateKind, inboxID, outboxID, broadcastID, method, attempts, pauseMilliseconds, errorKind,
        errorDetail, configurationKey, configurationAdvice, serverAddress, serverPort, serverVersion, environment,
        database, table, filePath, signal, count, worker, part, alert

    /// As it stands in lines.
    package var name: StaticString {
        switch self {
        case .requestID: "request.id"
        case .traceID: "trace.id"
        case .spanID: "span.id"
        case .requestMethod: "request.method"
        case .requestRoute: "request.route"
        case .responseStatus: "response.status"
        case .responseBytes: "response.bytes"
        case .responseLost: "response.lost"
        case .durationMicroseconds: "duration.us"
        case .remoteAddress: "remote.address"
        case .principalKind: "principal.kind"
        case .operation: "operation"
        case .rateLimit: "limit.class"
        case .authenticationReason: "auth.reason"
        case .telegramID: "telegram.id"
        case .updateID: "update.id"
        case .updateKind: "update.kind"
        case .inboxID: "inbox.id"
        case .outboxID: "outbox.id"
        case .broadcastID: "broadcast.id"
        case .method: "method"
        case .attempts: "attempts"
        case .pauseMilliseconds: "pause.ms"
        case .errorKind: "error.kind"
        case .errorDetail: "error.detail"
        case .configurationKey: "config.key"
        case .configurationAdvice: "config.advice"
        case .serverAddress: "server.address"
        case .serverPort: "server.port"
        case .serverVersion: "server.version"
        case .environment: "server.environment"
        case .database: "database.url"
        case .table: "database.table"
        case .filePath: "file.path"
        case .signal: "process.signal"
        case .count: "count"
        case .worker: "worker.name"
        case .part: "reload.part"
        case .alert: "alert.kind"
        }
    }
}
