import ContractRuntime
import HTTPTypes

/// A contract by hand, small enough to see through: what the generated one would be for three paths.
struct TinyContract: ContractDefinition {
    struct Failure: Error {}

    /// `/open` (GET), `/notes/` (GET, POST) and every path like `//evil.example/` (GET).
    let routes: [Route] = [
        Route(allow: "GET, HEAD, OPTIONS", get: 0), Route(allow: "GET, HEAD, OPTIONS, POST", get: 1, post: 2),
        Route(allow: "GET, HEAD, OPTIONS", get: 3),
    ]

    let operations: [OperationDescription] = [
        OperationDescription(id: "open", path: "/open", tag: "a", produces: "application/json"),
        OperationDescription(id: "notes", path: "/notes/", tag: "a", limit: .api, produces: "application/json"),
        OperationDescription(
            id: "write",
            path: "/notes/",
            tag: "a",
            limit: .api,
            maxBodyBytes: 10,
            consumes: ["application/json"],
            produces: "application/json"
        ),
        OperationDescription(id: "any", path: "//{any}/", tag: "a"),
    ]

    func route(_ path: Bytes) -> Int? {
        if path == "/open" { return 0 }
        if path == "/notes/" { return 1 }
        // What looks like another site: no generated router has it, but one with empty segments would.
        let isForeign = path.count > 1 && (path[1] == UInt8(ascii: "/") || path[1] == UInt8(ascii: "\\"))
        return isForeign && path[path.count - 1] == UInt8(ascii: "/") ? 2 : nil
    }

    /// `X-Key: good` may, `X-Key: weak` lacks a role, anything else is nobody; `/open` asks nothing.
    func authenticate(_ operation: Int, _ request: HTTPRequest) -> Admittance {
        if operation == 0 || operation == 3 { return .granted(nil) }
        guard let key = Credentials.field("X-Key", of: request) else {
            return .unauthenticated(status: operation == 2 ? 403 : 401, challenge: "Bearer")
        }
        if key == "weak" { return .forbidden }
        let outcome: Authentication<String> = key == "good" ? .authenticated("me") : .unauthenticated
        return Admittance(outcome, status: 401, challenge: "Bearer")
    }

    func perform(_ operation: Int, _ request: HTTPRequest, _ context: RequestContext) async throws -> HTTPResponse {
        if operation == 0 { throw Failure() }
        let principal = try request.requiredPrincipal(String.self)
        return HTTPResponse(
            status: 200,
            contentType: "application/json",
            fields: [HTTPResponseField("Vary", "Accept")],
            body: Array("\"\(principal)\"".utf8)
        )
    }

    func problem(for error: any Error, context: RequestContext) -> Problem {
        Problem(.internal, detail: "Internal error.")
    }
}
