import Crypto
import HTTPClient
import Platform

/// The place of a service, and the client that sends its calls.
///
/// A call is a span of the trace under way. It carries no `traceparent`: a service is a third party, which could tell
/// by it which calls belong together, and does nothing with it.
package struct ServiceTransport: Sendable {
    private let client: HTTPClient
    /// The base of all addresses, without slashes at its end. It may hold a credential.
    private let address: Secret
    /// For a call that says no other: until the last byte of the answer.
    package var timeout: Duration
    package let metrics = ServiceMetrics()
    private let tracer: Tracer

    /// - Parameter address: `https` or `http`, with the path below which the contract's paths are.
    package init(_ client: HTTPClient, address: Secret, timeout: Duration = .seconds(10), tracer: Tracer = Tracer()) {
        var base: Substring = address.revealed[...]
        while base.hasSuffix("/") { base.removeLast() }
        self.client = client
        self.address = Secret(String(base))
        self.timeout = timeout
        self.tracer = tracer
    }

    /// Sends a request and waits for the answer, whatever its status.
    package func send(
        _ request: ServiceRequest,
        timeout: Duration? = nil
    ) async throws(ServiceError) -> ServiceAnswer {
        if let fault = request.fault { throw .invalidRequest(fault) }
        var sent = HTTPClientRequest(
            method: request.method,
            address: Secret(address.revealed + request.target),
            fields: request.fields,
            body: request.content,
            timeout: timeout ?? self.timeout,
            maxBodyBytes: request.maxResponseBytes
        )
        sent.fields.append(("Accept", Secret("application/json, */*;q=0.1")))
        let start = SystemClock.monotonicNanoseconds()
        let span = tracer.beginChild(.client)
        var status: Int?
        defer {
            metrics.note(status: status, since: start)
            if let span { end(span, request, status) }
        }
        do throws(HTTPClientError) {
            let answer = try await client.send(sent)
            status = answer.status
            return ServiceAnswer(answer)
        } catch .invalidRequest(let reason) {
            throw .invalidRequest(reason)
        } catch {
            throw .noAnswer(error)
        }
    }

    private func end(_ span: ActiveSpan, _ request: ServiceRequest, _ status: Int?) {
        span.end(
            "\(request.method) \(request.template)",
            [("http.request.method", .text(request.method)), ("url.template", .text(request.template))]
                + (status.map { [("http.response.status_code", .integer($0))] } ?? [("error.type", .text("no_answer"))]),
            isFailed: status.map { $0 >= 400 } ?? true
        )
    }
}
