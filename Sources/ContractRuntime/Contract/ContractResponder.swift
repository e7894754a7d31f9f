import HTTPTypes

/// The parts that the operator may hang around the contract; every part has a default that does nothing.
package struct ContractPolicy: Sendable {
    package var cors: CORSPolicy?
    /// False for a request that its address alone keeps from its operation.
    package var admits: (@Sendable (HTTPRequest) -> Bool)?
    /// The origin, `https://host[:port]`, that requests in the clear are sent to; nil: they are answered.
    package var redirectsTo: String?
    /// nil lets every request pass.
    package var limits: RequestRateLimits?
    /// Told of every answer, sent or lost, with the time it took; for access logs and counters.
    package var answered: @Sendable (HTTPRequest, OperationDescription?, _ status: Int, _ microseconds: Int) -> Void

    package init(
        cors: CORSPolicy? = nil,
        redirectsTo: String? = nil,
        admits: (@Sendable (HTTPRequest) -> Bool)? = nil,
        limits: RequestRateLimits? = nil,
        answered: @escaping @Sendable (HTTPRequest, OperationDescription?, Int, Int) -> Void = { _, _, _, _ in }
    ) {
        self.cors = cors
        self.redirectsTo = redirectsTo
        self.admits = admits
        self.limits = limits
        self.answered = answered
    }
}

/// Runs a contract behind an HTTP server.
///
/// The order of every request is fixed: 308 (in the clear) → 501 → 404 → 405 → 403 (address) → 429 → 503 (busy) →
/// 401/403 → 413 → 415/406 → 400 → handler → encode. Security stands before the body: who may not ask is told nothing
/// about what was asked. 429 comes behind 401/403 where it is the user who asks too often.
package struct ContractResponder<Definition: ContractDefinition>: HTTPResponder {
    /// Bodies of operations that take none are read and ignored up to this many bytes.
    private static var ignoredBodyBytes: Int { 65_536 }

    private let definition: Definition
    private let policy: ContractPolicy
    private let routes: [Route]
    private let operations: [OperationDescription]

    package init(_ definition: Definition, policy: ContractPolicy = ContractPolicy()) {
        self.definition = definition
        self.policy = policy
        routes = definition.routes
        operations = definition.operations
    }

    package func admit(_ request: HTTPRequest) -> HTTPAdmission {
        request.operation = -1
        if request.scheme == .http, let response = redirect(request) { return reject(response, request) }
        if request.method == .other { return reject(.unknownMethod, request) }
        guard let number = definition.route(request.path) else { return .reject(decorate(unrouted(request), request)) }
        let route = routes[number]
        guard let operation = route.operation(for: request.method) else {
            return .reject(decorate(otherMethod(route, request), request))
        }
        request.operation = operation
        let description = operations[operation]
        if let admits = policy.admits, !admits(request) {
            return reject(Problem(.forbidden, detail: "This may not be called from this address."), request)
        }
        let excess = excessBefore(description, request)
        if let excess, policy.limits?.refuses == true { return reject(excess, request) }
        // Early, since it is cheap here and useless late. What has no limit of requests, as health, is always let in.
        if request.isOneTooMany, description.isLimited { return reject(Problem(.overloaded), request) }
        let admittance = definition.authenticate(operation, request)
        if case .granted(let principal) = admittance { request.context = principal }
        if excess == nil, let late = excessAfter(description, request) { return reject(late, request) }
        switch admittance {
        case .granted: break
        case .unauthenticated(let status, let challenge):
            return reject(unauthenticated(status, challenge, request), request)
        case .forbidden:
            return reject(Problem(.forbidden, detail: "These credentials lack the role that is required."), request)
        }
        let limit = description.maxBodyBytes ?? Self.ignoredBodyBytes
        if let length = request.contentLength, length > limit {
            return reject(description.maxBodyBytes == nil ? .unexpectedBody : .tooLarge(limit), request)
        }
        if !request.isChunked, let problem = mediaTypeProblem(description, request) { return reject(problem, request) }
        return .accept(maxBodyBytes: limit)
    }

    package func respond(to request: HTTPRequest) async -> HTTPResponse {
        let context = RequestContext(request)
        if request.isChunked, let refusal = refusalOfChunks(request, context) { return refusal }
        do {
            return decorate(try await definition.perform(request.operation, request, context), request)
        } catch {
            return answer(to: error, request, context)
        }
    }

    // Neither of the two below is inlined: what they need would have its place in the frame of every task.

    /// Only when chunks have been read is it known whether they hold a body, whose media type counts.
    @inline(never)
    private func refusalOfChunks(_ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse? {
        guard let problem = mediaTypeProblem(operations[request.operation], request) else { return nil }
        return decorate(problem.response(context: context), request)
    }

    @inline(never)
    private func answer(to error: any Error, _ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse {
        decorate(definition.problem(for: error, context: context).response(context: context), request)
    }

    package func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse {
        if case .bodyTooLarge = fault, request.operation >= 0, operations[request.operation].maxBodyBytes == nil {
            return decorate(Problem.unexpectedBody.response(context: RequestContext(request)), request)
        }
        return decorate(Problem(fault).response(context: RequestContext(request)), request)
    }

    package func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {
        let operation = request.operation
        policy.answered(request, operation >= 0 ? operations[operation] : nil, status, microseconds)
    }

    // MARK: Limits

    /// What is too much before authentication, told to whoever counts it.
    private func excessBefore(_ description: OperationDescription, _ request: HTTPRequest) -> RateLimitExcess? {
        guard let limits = policy.limits, let limit = description.limit,
            let excess = limits.excess(before: limit, request)
        else { return nil }
        limits.noted(request, excess)
        return excess
    }

    /// What is too much behind authentication and refused; told, too, where it is let pass.
    private func excessAfter(_ description: OperationDescription, _ request: HTTPRequest) -> RateLimitExcess? {
        guard let limits = policy.limits, let limit = description.limit,
            let excess = limits.excess(after: limit, request)
        else { return nil }
        limits.noted(request, excess)
        return limits.refuses ? excess : nil
    }

    private func reject(_ excess: RateLimitExcess, _ request: HTTPRequest) -> HTTPAdmission {
        reject(excess.problem().response(context: RequestContext(request), fields: excess.fields()), request)
    }

    // MARK: Refusals

    /// The methods that the server as a whole knows, as `OPTIONS *` tells them.
    private var methods: String {
        let all = Set(routes.flatMap { "\($0.allow)".split { $0 == "," || $0 == " " }.map { String($0) } })
        return all.sorted().joined(separator: ", ")
    }

    private func reject(_ problem: Problem, _ request: HTTPRequest) -> HTTPAdmission {
        reject(problem.response(context: RequestContext(request)), request)
    }

    private func reject(_ response: HTTPResponse, _ request: HTTPRequest) -> HTTPAdmission {
        .reject(decorate(response, request))
    }

    private func unauthenticated(_ status: Int, _ challenge: StaticString, _ request: HTTPRequest) -> HTTPResponse {
        let context = RequestContext(request)
        guard status == 401 else {
            return Problem(.forbidden, detail: "Valid credentials are required.").response(
                status: status,
                context: context
            )
        }
        return Problem(.unauthorized, detail: "Valid credentials are required.")
            .response(context: context, challenge: "\(challenge)")
    }

    /// Sends a request that came in the clear to where it is encrypted; nil where it is answered all the same.
    ///
    /// Telegram follows no redirect, nor does who asks for health.
    @inline(never)
    private func redirect(_ request: HTTPRequest) -> HTTPResponse? {
        guard let origin = policy.redirectsTo, !(request.path == "*") else { return nil }
        if let number = definition.route(request.path), let operation = routes[number].operation(for: request.method) {
            let limit = operations[operation].limit
            if limit == nil || limit == .webhook {
                return nil
            }
        }
        let query = request.query.map { "?" + $0.string } ?? ""
        return HTTPResponse(
            status: 308,
            fields: [HTTPResponseField("Location", origin + request.path.string + query)]
        )
    }

    /// A path without an operation: the canonical one where only its last slash is wrong, else 404.
    private func unrouted(_ request: HTTPRequest) -> HTTPResponse {
        let context = RequestContext(request)
        if request.method == .options, request.path == "*" {
            return HTTPResponse(
                status: 204,
                fields: [HTTPResponseField("Allow", methods)]
            )
        }
        guard let canonical = canonicalPath(request.path) else {
            return Problem(.notFound, detail: "There is nothing at this path.").response(context: context)
        }
        // A browser refuses a preflight that is answered by a redirect (Fetch standard, CORS-preflight fetch).
        if request.method == .options { return otherMethod(routes[canonical.route], request) }
        let query = request.query.map { "?" + $0.string } ?? ""
        let fields: [HTTPResponseField] = [HTTPResponseField("Location", canonical.path + query)]
        return HTTPResponse(status: 308, fields: fields)
    }

    /// The path that differs from this one by its last slash alone, and its route; nil where there is none.
    ///
    /// A path that begins like an authority ("//host") has none: as a `Location` it would lead to another site.
    private func canonicalPath(_ path: Bytes) -> (path: String, route: Int)? {
        guard path.count > 1, path[1] != UInt8(ascii: "/"), path[1] != UInt8(ascii: "\\") else { return nil }
        var other = Array(path.buffer)
        if other.last == 0x2F { other.removeLast() } else { other.append(0x2F) }
        let route = other.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { definition.route(Bytes(start: $0, count: buffer.count)) }
        }
        return route.map { (String(decoding: other, as: UTF8.self), $0) }
    }

    /// OPTIONS is answered for every path, a CORS preflight included; any other method is 405.
    private func otherMethod(_ route: Route, _ request: HTTPRequest) -> HTTPResponse {
        let allow = HTTPResponseField("Allow", "\(route.allow)")
        guard request.method == .options else {
            let problem = Problem(.methodNotAllowed, detail: "This path has \(route.allow).")
            return problem.response(context: RequestContext(request), fields: [allow])
        }
        return HTTPResponse(status: 204, fields: [allow] + preflight(route, request))
    }

    private func preflight(_ route: Route, _ request: HTTPRequest) -> [HTTPResponseField] {
        guard let cors = policy.cors, let origin = request.field("Origin"),
            let method = request.field("Access-Control-Request-Method")
        else { return [] }
        return cors.preflight(
            origin: origin,
            method: method,
            headers: request.list("Access-Control-Request-Headers"),
            allowedMethods: "\(route.allow)"
        )
    }

    private func mediaTypeProblem(_ description: OperationDescription, _ request: HTTPRequest) -> Problem? {
        if request.hasBody, !description.consumes.isEmpty {
            if !ContentCoding.isIdentity(request) {
                return Problem(.unsupportedMediaType, detail: "Send the body without a content coding.")
            }
            let type = request.field("Content-Type")
            guard let type, description.consumes.contains(where: { MediaType.matches(type, $0) }) else {
                let expected = description.consumes.map { "\($0)" }.joined(separator: " or ")
                return Problem(.unsupportedMediaType, detail: "Send the body as \(expected).")
            }
        }
        if let produced = description.produces, !Accept.admits(request, produced) {
            return Problem(.notAcceptable, detail: "This operation answers \(produced).")
        }
        return nil
    }

    /// Adds what every answer to a foreign origin carries; what an answer varies by stays one field.
    private func decorate(_ response: HTTPResponse, _ request: HTTPRequest) -> HTTPResponse {
        guard let cors = policy.cors else { return response }
        return decorate(response, request, cors)
    }

    @inline(never)
    private func decorate(_ response: HTTPResponse, _ request: HTTPRequest, _ cors: CORSPolicy) -> HTTPResponse {
        var decorated = response
        let origin = request.field("Origin")
        // Where the head was refused, the line that names the origin may not have been read.
        let isUnknown = origin == nil && request.path.isEmpty
        for field in isUnknown ? cors.fieldsForUnknownOrigin : cors.fields(origin: origin) {
            let known = decorated.fields.firstIndex { Bytes($0.name).equalsIgnoringCase(field.name) }
            if Bytes(field.name) == "Vary", let known {
                decorated.fields[known].value += ", " + field.value
            } else {
                decorated.fields.append(field)
            }
        }
        return decorated
    }
}

extension RequestContext {
    init(_ request: HTTPRequest) {
        self.init(requestID: request.id, remoteAddress: request.remoteAddress)
    }
}
