import HTTPTypes

/// The preconditions of a request for a representation that has an entity tag (RFC 9110 § 13).
package enum Preconditions {
    /// The answer to a GET or HEAD as the request's preconditions have it: 412, 304 or `response` itself.
    ///
    /// `If-Match` counts before `If-None-Match` (§ 13.2.2), and neither where the answer is no success (§ 13.2.1) or
    /// has no `ETag`. Dates are not compared, since no answer has a `Last-Modified`.
    package static func apply(
        to response: HTTPResponse,
        _ request: HTTPRequest,
        _ context: RequestContext
    ) -> HTTPResponse {
        guard (200..<300).contains(response.status),
            let tag = response.fields.first(where: { Bytes($0.name).equalsIgnoringCase("etag") })?.value
        else { return response }
        if EntityTag.matchFails(request, current: tag) {
            let detail = "If-Match does not name the current entity tag."
            return Problem(.preconditionFailed, detail: detail).response(context: context)
        }
        if EntityTag.noneMatchHits(request, current: tag) {
            return HTTPResponse(status: 304, fields: response.fields.filter { isKept(Bytes($0.name)) })
        }
        return response
    }

    /// The fields of the 200 that a 304 has, too (RFC 9110 § 15.4.5).
    private static func isKept(_ name: Bytes) -> Bool {
        ["cache-control", "content-location", "etag", "expires", "vary"].contains { name.equalsIgnoringCase($0) }
    }
}
