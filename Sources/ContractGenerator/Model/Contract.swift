/// The specification as the emitter and the test generator read it: operations, schemes and roots of schemas.
/// References to parameters, responses, bodies, headers and path items are resolved; schemas are left as nodes.
package struct Contract: Sendable {
    package var title: String
    package var version: String
    package var operations: [Operation]
    package var securitySchemes: [SecurityScheme]
    /// All files, in the order of their paths.
    package var files: [SpecFile]

    package init(
        title: String,
        version: String,
        operations: [Operation],
        securitySchemes: [SecurityScheme],
        files: [SpecFile]
    ) {
        self.title = title
        self.version = version
        self.operations = operations
        self.securitySchemes = securitySchemes
        self.files = files
    }
}

package struct Operation: Sendable {
    /// The `operationId`; without one the method and the path.
    package var id: String
    /// The id as the name of a Swift function, each once: of `read_item__get` it is `readItemGet`.
    package var name: String
    /// The beginning of the names of its types: the id in upper camel case, with a number where another operation has
    /// that already (`id` beside `iD`).
    package var baseName: String
    /// Lower case, as in OpenAPI: "get".
    package var method: String
    /// The template: "/api/v1/telegram/applications/{id}/".
    package var path: String
    package var summary: String
    package var parameters: [Parameter]
    package var body: RequestBody?
    package var responses: [Response]
    /// `default` of `responses`: what every status that is not declared is answered with. Only services that we call
    /// have it.
    package var defaultResponse: Response?
    /// Alternatives, each a set of schemes that must all hold. Empty: public. An empty alternative: optional.
    package var security: [[SecurityRequirement]]
    /// `x-optional-trailing-slash` of the path: it is served with its last slash and without.
    package var hasOptionalSlash: Bool = false
    package var node: SpecNode

    /// The values of `x-rate-limit`: the classes whose rates an operator may set apart from each other.
    package static let rateLimits: [String] = ["api", "auth", "webhook", "payment"]

    /// The class of the client's rate: `x-rate-limit`, or else `api`; nil where 429 is not declared.
    var rateLimit: String? {
        guard responses.contains(where: { $0.status == 429 }) else { return nil }
        return node["x-rate-limit"]?.string ?? "api"
    }

    /// True where answers have an entity tag, so that `If-Match` and `If-None-Match` are evaluated (RFC 9110 § 13).
    package var hasPreconditions: Bool {
        method == "get"
            && responses.contains { response in
                (200..<300).contains(response.status) && response.headers.contains { $0.name.lowercased() == "etag" }
            }
    }

    /// True of a parameter that the generated layer evaluates, so that no handler receives it.
    package func isPrecondition(_ parameter: Parameter) -> Bool {
        hasPreconditions && parameter.location == .header
            && ["if-match", "if-none-match"].contains(parameter.name.lowercased())
    }
}

package struct Parameter: Sendable {
    package enum Location: String, Sendable { case path, query, header }
    package var name: String
    package var location: Location
    package var required: Bool
    package var schema: SpecNode
    package var node: SpecNode

    /// How it is written (OpenAPI 3.1): `simple` in paths and headers, `form` in the query, where it says nothing else.
    package var style: String { node["style"]?.string ?? (location == .query ? "form" : "simple") }
    /// Percent-encoded text between the elements of a list; nil where each element is a parameter of its own.
    package var delimiter: String? {
        switch style {
        case "form" where node["explode"]?.bool ?? true: nil
        case "spaceDelimited": "%20"
        case "pipeDelimited": "%7C"
        default: ","
        }
    }
}

package struct RequestBody: Sendable {
    /// How deep the JSON of an operation without `x-max-depth` may nest.
    package static let standardDepth: Int = 64

    package var required: Bool
    package var content: [MediaType]
    /// `x-max-body-bytes` of the operation.
    package var maxBytes: Int
    /// `x-keep-raw-body: true` of the operation: the handler also receives the bytes as they came.
    package var keepsRaw: Bool
    /// `x-max-depth` of the operation: the deepest nesting of the JSON.
    package var maxDepth: Int
    package var node: SpecNode
}

package struct MediaType: Sendable {
    /// Fields of a form, by their names.
    static let form = "application/x-www-form-urlencoded"

    /// True of JSON, its parameters aside.
    var isJSON: Bool { name.mediaTypeName.isJSONMediaType }
    var isForm: Bool { name.mediaTypeName == Self.form }
    /// True of a request body that clients write.
    var isSentByClients: Bool { schema != nil && (isJSON || isForm) }

    package var name: String
    package var schema: SpecNode?
    package var node: SpecNode
}

package struct Response: Sendable {
    /// 0 of `default`.
    package var status: Int
    package var description: String
    package var headers: [ResponseHeader]
    package var content: [MediaType]
    package var node: SpecNode
}

package struct ResponseHeader: Sendable {
    package var name: String
    package var required: Bool
    package var schema: SpecNode?
    package var node: SpecNode
}

package struct SecurityScheme: Sendable {
    package enum Kind: Sendable, Equatable {
        /// `type: apiKey`, `in: header`.
        case header(String)
        /// `type: http`, `scheme: bearer`; `oauth2` and `openIdConnect`, whose scopes are the roles.
        case bearer
    }
    /// The key under `components/securitySchemes`.
    package var name: String
    package var kind: Kind
    /// `x-authorization-scheme`: also accepted as `Authorization: <it> <credential>`.
    package var authorizationScheme: String?
    /// `x-unauthorized-status`: 401, or 403 where callers expect that for missing credentials.
    package var unauthorizedStatus: Int
    package var node: SpecNode
}

package struct SecurityRequirement: Sendable {
    package var scheme: String
    package var roles: [String]

    package init(scheme: String, roles: [String]) {
        self.scheme = scheme
        self.roles = roles
    }
}
