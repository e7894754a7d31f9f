import HTTPTypes

/// The contract as generated code tells it to the generic layer: routes, security, and how to run an operation.
package protocol ContractDefinition: Sendable {
    var routes: [Route] { get }
    var operations: [OperationDescription] { get }
    /// The number of the route that a path names.
    func route(_ path: Bytes) -> Int?
    /// Decides whether the request may reach the operation.
    func authenticate(_ operation: Int, _ request: HTTPRequest) -> Admittance
    /// Decodes, calls the implementation, encodes.
    func perform(_ operation: Int, _ request: HTTPRequest, _ context: RequestContext) async throws -> HTTPResponse
    /// The one table from errors to statuses.
    func problem(for error: any Error, context: RequestContext) -> Problem
}

/// One path of the contract: its `Allow` field and the operation behind each method, −1 where there is none.
package struct Route: Sendable {
    package let allow: StaticString
    let get: Int
    let post: Int
    let put: Int
    let patch: Int
    let delete: Int

    package init(allow: StaticString, get: Int = -1, post: Int = -1, put: Int = -1, patch: Int = -1, delete: Int = -1) {
        self.allow = allow
        self.get = get
        self.post = post
        self.put = put
        self.patch = patch
        self.delete = delete
    }

    /// The operation of a method; HEAD is GET without its body.
    func operation(for method: HTTPMethod) -> Int? {
        let operation: Int =
            switch method {
            case .get, .head: get
            case .post: post
            case .put: put
            case .patch: patch
            case .delete: delete
            default: -1
            }
        return operation >= 0 ? operation : nil
    }
}

/// The facts of an operation that are checked before its body is read.
package struct OperationDescription: Sendable {
    package let id: StaticString
    /// The template of its path, as the contract writes it.
    package let path: StaticString
    /// The first tag; access logs go by it.
    package let tag: StaticString
    /// The class of the client's rate; nil of what has none, as probes.
    package let limit: RateLimitClass?
    /// True where limits hold: the client's rate, and refusal under overload. What has none is logged at debug.
    package var isLimited: Bool { limit != nil }
    /// nil where the operation takes no body.
    package let maxBodyBytes: Int?
    /// The media types of the body.
    package let consumes: [StaticString]
    /// The media type of a success; nil where it has no body.
    package let produces: StaticString?

    package init(
        id: StaticString,
        path: StaticString,
        tag: StaticString,
        limit: RateLimitClass? = nil,
        maxBodyBytes: Int? = nil,
        consumes: [StaticString] = [],
        produces: StaticString? = nil
    ) {
        self.id = id
        self.path = path
        self.tag = tag
        self.limit = limit
        self.maxBodyBytes = maxBodyBytes
        self.consumes = consumes
        self.produces = produces
    }
}
