import HTTPTypes

extension Problem {
    static func tooLarge(_ limit: Int) -> Problem {
        Problem(.payloadTooLarge, detail: "The body may have at most \(limit) bytes.")
    }

    /// A long body on an operation that takes none: such an operation declares no 413, and the limit is not its own.
    static var unexpectedBody: Problem {
        Problem(.malformedRequest, detail: "This operation takes no body.")
    }

    /// A fault that the server found beside any operation: every status has a type of its own.
    init(_ fault: HTTPFault) {
        switch fault {
        case .malformed(let reason): self.init(.malformedRequest, detail: "The request is malformed: \(reason).")
        case .timeout: self.init(.requestTimeout, detail: "The request did not arrive in time.")
        case .bodyTooLarge(let limit): self = .tooLarge(limit)
        case .targetTooLong: self.init(.uriTooLong, detail: "The request target is too long.")
        case .expectationFailed: self.init(.expectationFailed, detail: "Only the expectation 100-continue is known.")
        case .fieldsTooLarge: self.init(.headerFieldsTooLarge, detail: "The header section is too large.")
        case .notImplemented(let what): self.init(.notImplemented, detail: "Not implemented: \(what).")
        case .overloaded: self.init(.unavailable, detail: "The server is busy; try again soon.", retryAfter: 1)
        case .versionNotSupported:
            self.init(.httpVersionNotSupported, detail: "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
        }
    }

    /// A method that this server knows for no path (RFC 9110 § 15.6.2).
    static var unknownMethod: Problem {
        Problem(.notImplemented, detail: "This server does not know the method of the request.")
    }
}
