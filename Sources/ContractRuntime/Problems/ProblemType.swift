/// The stable `type` of a problem: what clients tell faults apart by.
package enum ProblemType: Sendable, CaseIterable {
    case malformedRequest
    case malformedJSON
    case validation
    case unauthorized
    case forbidden
    case notFound
    case methodNotAllowed
    case notAcceptable
    case requestTimeout
    case conflict
    case preconditionFailed
    case payloadTooLarge
    case uriTooLong
    case unsupportedMediaType
    case expectationFailed
    case tooManyRequests
    case headerFieldsTooLarge
    case `internal`
    case notImplemented
    case unavailable
    case httpVersionNotSupported

    /// The URI reference that stands in `type`.
    package var uri: StaticString {
        switch self {
        case .malformedRequest: "/problems/malformed-request"
        case .malformedJSON: "/problems/malformed-json"
        case .validation: "/problems/validation"
        case .unauthorized: "/problems/unauthorized"
        case .forbidden: "/problems/forbidden"
        case .notFound: "/problems/not-found"
        case .methodNotAllowed: "/problems/method-not-allowed"
        case .notAcceptable: "/problems/not-acceptable"
        case .requestTimeout: "/problems/request-timeout"
        case .conflict: "/problems/conflict"
        case .preconditionFailed: "/problems/precondition-failed"
        case .payloadTooLarge: "/problems/payload-too-large"
        case .uriTooLong: "/problems/uri-too-long"
        case .unsupportedMediaType: "/problems/unsupported-media-type"
        case .expectationFailed: "/problems/expectation-failed"
        case .tooManyRequests: "/problems/too-many-requests"
        case .headerFieldsTooLarge: "/problems/header-fields-too-large"
        case .internal: "/problems/internal"
        case .notImplemented: "/problems/not-implemented"
        case .unavailable: "/problems/unavailable"
        case .httpVersionNotSupported: "/problems/http-version-not-supported"
        }
    }

    /// The same words for every problem of this type.
    package var title: StaticString {
        switch self {
        case .malformedRequest: "Malformed request"
        case .malformedJSON: "Malformed JSON"
        case .validation: "Validation failed"
        case .unauthorized: "Unauthorized"
        case .forbidden: "Forbidden"
        case .notFound: "Not found"
        case .methodNotAllowed: "Method not allowed"
        case .notAcceptable: "Not acceptable"
        case .requestTimeout: "Request timeout"
        case .conflict: "Conflict"
        case .preconditionFailed: "Precondition failed"
        case .payloadTooLarge: "Payload too large"
        case .uriTooLong: "URI too long"
        case .unsupportedMediaType: "Unsupported media type"
        case .expectationFailed: "Expectation failed"
        case .tooManyRequests: "Too many requests"
        case .headerFieldsTooLarge: "Header fields too large"
        case .internal: "Internal error"
        case .notImplemented: "Not implemented"
        case .unavailable: "Service unavailable"
        case .httpVersionNotSupported: "HTTP version not supported"
        }
    }

    /// The status that goes with the type where no operation says otherwise.
    package var status: Int {
        switch self {
        case .malformedRequest, .malformedJSON, .validation: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .requestTimeout: 408
        case .conflict: 409
        case .preconditionFailed: 412
        case .payloadTooLarge: 413
        case .uriTooLong: 414
        case .unsupportedMediaType: 415
        case .expectationFailed: 417
        case .tooManyRequests: 429
        case .headerFieldsTooLarge: 431
        case .internal: 500
        case .notImplemented: 501
        case .unavailable: 503
        case .httpVersionNotSupported: 505
        }
    }
}
