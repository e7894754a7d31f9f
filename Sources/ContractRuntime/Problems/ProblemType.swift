/// The stable `type` of a problem: what clients tell faults apart by.
package enum ProblemType: Sendable, CaseIterable {
    case malformedRequest
    case malformedJSON
    case validation
    case unauthorized
    case forbidden
    case notFound
    case methodNotAllowed
    case payloadTooLarge
    case unsupportedMediaType
    case notAcceptable
    case conflict
    case tooManyRequests
    case unavailable
    case `internal`

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
        case .payloadTooLarge: "/problems/payload-too-large"
        case .unsupportedMediaType: "/problems/unsupported-media-type"
        case .notAcceptable: "/problems/not-acceptable"
        case .conflict: "/problems/conflict"
        case .tooManyRequests: "/problems/too-many-requests"
        case .unavailable: "/problems/unavailable"
        case .internal: "/problems/internal"
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
        case .payloadTooLarge: "Payload too large"
        case .unsupportedMediaType: "Unsupported media type"
        case .notAcceptable: "Not acceptable"
        case .conflict: "Conflict"
        case .tooManyRequests: "Too many requests"
        case .unavailable: "Service unavailable"
        case .internal: "Internal error"
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
        case .payloadTooLarge: 413
        case .unsupportedMediaType: 415
        case .notAcceptable: 406
        case .conflict: 409
        case .tooManyRequests: 429
        case .unavailable: 503
        case .internal: 500
        }
    }
}
