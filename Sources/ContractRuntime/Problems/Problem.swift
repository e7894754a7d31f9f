import HTTPTypes

/// The place of a violation in a request.
package enum ViolationPlace: Sendable {
    case body, query, path, header

    package var text: StaticString {
        switch self {
        case .body: "body"
        case .query: "query"
        case .path: "path"
        case .header: "header"
        }
    }
}

/// One violation as the client reads it.
package struct ProblemViolation: Sendable {
    package var place: ViolationPlace
    /// RFC 6901, into the body; `/name` for a parameter.
    package var pointer: String
    /// The JSON Schema keyword that failed.
    package var keyword: String
    package var message: String

    package init(place: ViolationPlace, pointer: String, keyword: String, message: String) {
        self.place = place
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
    }
}

/// An error answer (RFC 9457). `detail` is for the client: no secret, no personal data, nothing of our inside.
package struct Problem: Error, Sendable {
    package var type: ProblemType
    package var detail: String
    package var violations: [ProblemViolation]
    /// Seconds, for `Retry-After`.
    package var retryAfter: Int?

    package init(
        _ type: ProblemType,
        detail: String,
        violations: [ProblemViolation] = [],
        retryAfter: Int? = nil
    ) {
        self.type = type
        self.detail = detail
        self.violations = violations
        self.retryAfter = retryAfter
    }

    /// Renders the problem; `challenge` is for `WWW-Authenticate`.
    package func response(
        status: Int? = nil,
        context: RequestContext,
        fields: [HTTPResponseField] = [],
        challenge: String? = nil
    ) -> HTTPResponse {
        let status = status ?? type.status
        var fields = fields
        if let retryAfter { fields.append(HTTPResponseField("Retry-After", String(retryAfter))) }
        if let challenge { fields.append(HTTPResponseField("WWW-Authenticate", challenge)) }
        if status >= 400 { fields.append(HTTPResponseField("Cache-Control", "no-store")) }
        var writer = JSONWriter()
        encode(status: status, requestID: context.requestID, into: &writer)
        return HTTPResponse(
            status: status,
            contentType: "application/problem+json",
            fields: fields,
            body: writer.bytes
        )
    }

    private func encode(status: Int, requestID: String, into writer: inout JSONWriter) {
        writer.raw("{\"type\":")
        writer.write(Bytes(type.uri))
        writer.raw(",\"title\":")
        writer.write(Bytes(type.title))
        writer.raw(",\"status\":")
        writer.write(Int64(status))
        writer.raw(",\"detail\":")
        writer.write(detail)
        writer.raw(",\"request_id\":")
        writer.write(requestID)
        if !violations.isEmpty {
            writer.raw(",\"violations\":[")
            var first = true
            for violation in violations {
                writer.separate(&first)
                writer.raw("{\"in\":")
                writer.write(Bytes(violation.place.text))
                writer.raw(",\"pointer\":")
                writer.write(violation.pointer)
                writer.raw(",\"keyword\":")
                writer.write(violation.keyword)
                writer.raw(",\"message\":")
                writer.write(violation.message)
                writer.raw("}")
            }
            writer.raw("]")
        }
        writer.raw("}")
    }
}
