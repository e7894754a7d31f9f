import HTTPTypes

/// The answers for conformance suites: an echo of bodies at `/`, of header lines at `/echo`, of cookies at `/cookie`.
struct ConformanceResponder: HTTPResponder {
    private static let maxBodyBytes: Int = 1024 * 1024
    /// The methods of every path.
    private static let allow = HTTPResponseField("Allow", "GET, HEAD, OPTIONS, POST")

    private enum Route {
        case root, echo, cookie

        init?(_ path: Bytes) {
            if path == "/" {
                self = .root
            } else if path == "/echo" {
                self = .echo
            } else if path == "/cookie" {
                self = .cookie
            } else {
                return nil
            }
        }
    }

    func admit(_ request: HTTPRequest) -> HTTPAdmission {
        if request.method == .options, request.path == "*" { return .accept(maxBodyBytes: Self.maxBodyBytes) }
        guard Route(request.path) != nil else { return .reject(Self.text(404, "not found\n")) }
        switch request.method {
        case .get, .head, .options, .post:
            return .accept(maxBodyBytes: Self.maxBodyBytes)
        default:
            var response = Self.text(405, "method not allowed\n")
            response.fields = [Self.allow]
            return .reject(response)
        }
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        if request.method == .options { return HTTPResponse(status: 200, fields: [Self.allow]) }
        switch Route(request.path) ?? .root {
        case .root:
            if request.method == .post {
                return HTTPResponse(
                    status: 200,
                    contentType: "application/octet-stream",
                    body: Array(request.body.buffer)
                )
            }
            return HTTPResponse(status: 200, contentType: "text/plain", body: Self.greeting)
        case .echo:
            var body: [UInt8] = []
            for field in request.fields {
                body += field.name.buffer
                body += ": ".utf8
                body += field.value.buffer
                body.append(0x0A)
            }
            return HTTPResponse(status: 200, contentType: "text/plain", body: body)
        case .cookie:
            return HTTPResponse(status: 200, contentType: "text/plain", body: Self.cookies(request))
        }
    }

    func response(to fault: HTTPFault, request: HTTPRequest) -> HTTPResponse {
        var response: HTTPResponse
        switch fault {
        case .malformed(let detail), .notImplemented(let detail):
            response = Self.text(fault.status, "\(detail)\n")
        default:
            response = Self.text(fault.status, "\(fault.status)\n")
        }
        if case .overloaded = fault { response.fields = [HTTPResponseField("Retry-After", "1")] }
        return response
    }

    func answered(_ request: HTTPRequest, status: Int, microseconds: Int) {}

    private static let greeting: [UInt8] = Array("OK".utf8)

    private static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "text/plain", body: Array(text.utf8))
    }

    /// The pairs of all `Cookie` fields (RFC 6265 § 5.4), one a line; what is no pair is left out.
    private static func cookies(_ request: HTTPRequest) -> [UInt8] {
        var body: [UInt8] = []
        for field in request.fields where field.name.equalsIgnoringCase("cookie") {
            for pair in field.value.buffer.split(separator: 0x3B) {
                let trimmed = pair.drop { $0 == 0x20 || $0 == 0x09 }
                guard trimmed.contains(0x3D) else { continue }
                body += trimmed
                body.append(0x0A)
            }
        }
        return body
    }
}
