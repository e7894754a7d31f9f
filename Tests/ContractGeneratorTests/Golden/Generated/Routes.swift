// Made from api/openapi.json by `contract-generator generate`; edit the contract, not this file.
import ContractRuntime
import HTTPTypes
import Patterns

/// The contract between HTTP and an implementation: routes, security, decoding, encoding.
package struct GeneratedContract<Implementation: API, Authenticating: Authenticator>: ContractDefinition
where Implementation.Principal == Authenticating.Principal {
    let implementation: Implementation
    let authenticator: Authenticating

    package init(implementation: Implementation, authenticator: Authenticating) {
        self.implementation = implementation
        self.authenticator = authenticator
    }

    package var routes: [Route] {
        ContractTables.routes
    }

    package var operations: [OperationDescription] {
        ContractTables.operations
    }

    package func route(_ path: Bytes) -> Int? {
        ContractTables.route(path)
    }

    package func problem(for error: any Error, context: RequestContext) -> Problem {
        implementation.problem(for: error, context: context)
    }

    /// Admits who meets one of the operation's security requirements, else tells the most telling refusal.
    package func authenticate(_ operation: Int, _ request: HTTPRequest) -> Admittance {
        switch operation {
        case 0:
            return Admittance(
                authenticator.secret(Credentials.field("X-Secret", of: request), roles: [], request: request),
                status: 403,
                challenge: "ApiKey header=\"X-Secret\""
            )
        case 1:
            return Admittance(
                authenticator.session(Credentials.authorization("Bearer", of: request), roles: [], request: request),
                status: 401,
                challenge: "Bearer"
            )
        case 2:
            return Admittance(
                authenticator.session(
                    Credentials.authorization("Bearer", of: request),
                    roles: [.admin],
                    request: request
                ),
                status: 401,
                challenge: "Bearer"
            )
        default: return .granted(nil)
        }
    }

    /// Decodes the input, calls the implementation and encodes its output.
    package func perform(
        _ operation: Int,
        _ request: HTTPRequest,
        _ context: RequestContext
    ) async throws -> HTTPResponse {
        switch operation {
        case 0: return try await performAddItem(request, context)
        case 1: return try await performGetItem(request, context)
        case 2: return try await performDeleteItem(request, context)
        default: throw ContractError.unknownOperation
        }
    }
}

/// The facts of the contract that need no implementation.
package enum ContractTables {
    /// The paths of the contract, in the order that `route` numbers them.
    package static let routes: [Route] = makeRoutes()

    private static func makeRoutes() -> [Route] {
        var all: [Route] = []
        // /items/
        all.append(Route(allow: "OPTIONS, POST", post: 0))
        // /items/{id}/
        all.append(Route(allow: "DELETE, GET, HEAD, OPTIONS", get: 1, delete: 2))
        return all
    }

    /// The operations of the contract, in the order of their numbers.
    package static let operations: [OperationDescription] = makeOperations()

    private static func makeOperations() -> [OperationDescription] {
        var all: [OperationDescription] = []
        all.append(
            OperationDescription(
                id: "addItem",
                path: "/items/",
                tag: "items",
                maxBodyBytes: 4096,
                consumes: ["application/json"],
                produces: "application/json"
            )
        )
        all.append(
            OperationDescription(id: "getItem", path: "/items/{id}/", tag: "items", produces: "application/json")
        )
        all.append(OperationDescription(id: "deleteItem", path: "/items/{id}/", tag: "items"))
        return all
    }

    /// The number of the route that `path` names; nil where there is none.
    package static func route(_ path: Bytes) -> Int? {
        let segments: PathSegments = PathSegments(path)
        switch segments.count {
        case 2:
            if segments[0] == "items" {
                if segments[1] == "" {
                    return 0
                }
            }
        case 3:
            if segments[0] == "items" {
                if !segments[1].isEmpty {
                    if segments[2] == "" {
                        return 1
                    }
                }
            }
        default: break
        }
        return nil
    }
}
