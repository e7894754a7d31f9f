import ContractRuntime
import HTTPTypes
import Platform

/// Lets a request be part of a trace: its log lines name it, and its work is a span.
///
/// The trace is that of `traceparent` (W3C Trace Context) where the request has one, else one of our own where spans
/// are exported. A request that is part of none costs a look at its fields.
struct TracingResponder<Base: HTTPResponder>: HTTPResponder {
    let base: Base
    let tracer: Tracer
    let operations: [OperationDescription]

    func admit(_ request: HTTPRequest) -> HTTPAdmission {
        guard let span = tracer.begin(.server, continuing: Self.parent(of: request)) else { return base.admit(request) }
        request.trace = SpanBox(span)
        return TraceContext.$current.withValue(span.context) { base.admit(request) }
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard let span = Self.span(of: request) else { return await base.respond(to: request) }
        return await TraceContext.$current.withValue(span.context) { await base.respond(to: request) }
    }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse {
        base.response(to: fault, request: request)
    }

    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {
        guard let span = Self.span(of: request) else {
            return base.answered(request, status: status, microseconds: microseconds)
        }
        TraceContext.$current.withValue(span.context) {
            base.answered(request, status: status, microseconds: microseconds)
        }
        let route = request.operation >= 0 ? "\(operations[request.operation].path)" : nil
        let method = request.method.token.description
        span.end(
            route.map { "\(method) \($0)" } ?? method,
            [("http.request.method", .text(method))] + (route.map { [("http.route", .text($0))] } ?? [])
                + [("http.response.status_code", .integer(status))],
            isFailed: status >= 500
        )
    }

    private static func span(of request: HTTPRequest) -> ActiveSpan? {
        (request.trace as? SpanBox)?.span
    }

    /// nil where the field is absent, stands more than once, or is no `traceparent`.
    private static func parent(of request: HTTPRequest) -> TraceContext? {
        guard let field = request.field("traceparent") else { return nil }
        return TraceContext(parent: field.buffer, state: request.list("tracestate"))
    }
}

/// A span as long as its request lives. It stands outside of the generic type, whose metadata would be looked up for
/// each request.
private final class SpanBox {
    let span: ActiveSpan

    init(_ span: ActiveSpan) { self.span = span }
}
