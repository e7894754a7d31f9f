/// Reads the operations of a specification into a `Contract`.
///
/// What cannot be read is left out, and the linter says why: a contract is only good for emission after `Linter` found
/// no error.
package struct ContractBuilder {
    private let registry: Registry
    /// The requirement of operations that state none.
    private let security: [[SecurityRequirement]]

    /// The contract of the registry's entry; nil where there is none.
    package static func build(_ registry: Registry) -> Contract? {
        guard let entry = registry.entry else { return nil }
        let builder = ContractBuilder(registry: registry, entry: entry)
        return Contract(
            title: entry["info"]?["title"]?.string ?? "",
            version: entry["info"]?["version"]?.string ?? "",
            operations: builder.operations(of: entry),
            securitySchemes: builder.securitySchemes(of: entry),
            files: registry.files
        )
    }

    private init(registry: Registry, entry: SpecNode) {
        self.registry = registry
        security = Self.requirements(of: entry["security"])
    }

    private func operations(of entry: SpecNode) -> [Operation] {
        var operations: [Operation] = []
        var baseNames: Set<String> = []
        var names: Set<String> = []
        for (path, reference) in entry["paths"]?.members ?? [] where !path.hasPrefix("x-") {
            guard let item = follow(reference) else { continue }
            for (method, node) in item.members where SpecGrammar.methods.contains(method) && node.isObject {
                var new = operation(node, method: method, path: path, item: item)
                var count = 2
                while !baseNames.insert(new.baseName).inserted {
                    new.baseName = Self.baseName(new.id) + String(count)
                    count += 1
                }
                new.name = names.contains(new.name) ? SchemaNames.lowerCamel(new.baseName) : new.name
                names.insert(new.name)
                operations.append(new)
            }
        }
        return operations
    }

    private func operation(_ node: SpecNode, method: String, path: String, item: SpecNode) -> Operation {
        let id = node["operationId"]?.string ?? method + " " + path
        return Operation(
            id: id,
            name: SchemaNames.lowerCamel(id),
            baseName: Self.baseName(id),
            method: method,
            path: path,
            summary: node["summary"]?.string ?? "",
            parameters: parameters(of: node, item: item),
            body: body(of: node),
            responses: responses(of: node),
            defaultResponse: node["responses"]?["default"].flatMap { response($0, status: 0) },
            security: node["security"].map { Self.requirements(of: $0) } ?? security,
            hasOptionalSlash: item["x-optional-trailing-slash"]?.bool ?? false,
            node: node
        )
    }

    /// An operation's id as the name of a type, which begins with a letter.
    private static func baseName(_ id: String) -> String {
        let name = SchemaNames.upperCamel(id)
        return name.first?.isLetter == true ? name : "Operation" + name
    }

    /// Those of the path item first; one of the operation with the same name and place replaces it.
    private func parameters(of node: SpecNode, item: SpecNode) -> [Parameter] {
        var parameters: [Parameter] = []
        for source in [item, node] {
            for reference in source["parameters"]?.elements ?? [] {
                guard let parameter = parameter(reference) else { continue }
                let known = parameters.firstIndex {
                    // Header names are case-insensitive.
                    $0.location == parameter.location
                        && ($0.name == parameter.name
                            || parameter.location == .header && $0.name.lowercased() == parameter.name.lowercased())
                }
                if let known { parameters[known] = parameter } else { parameters.append(parameter) }
            }
        }
        return parameters
    }

    private func parameter(_ reference: SpecNode) -> Parameter? {
        guard let node = follow(reference), let name = node["name"]?.string,
            let location = node["in"]?.string.flatMap(Parameter.Location.init(rawValue:))
        else { return nil }
        return Parameter(
            name: name,
            location: location,
            required: node["required"]?.bool ?? false,
            // One without a schema is an error, so nobody will read this.
            schema: node["schema"] ?? node,
            node: node
        )
    }

    private func body(of operation: SpecNode) -> RequestBody? {
        guard let reference = operation["requestBody"], let node = follow(reference), node.isObject else { return nil }
        return RequestBody(
            required: node["required"]?.bool ?? false,
            content: content(of: node),
            maxBytes: operation["x-max-body-bytes"]?.integer.flatMap { Int(exactly: $0) } ?? 0,
            keepsRaw: operation["x-keep-raw-body"]?.bool ?? false,
            maxDepth: operation["x-max-depth"]?.integer.flatMap { Int(exactly: $0) } ?? RequestBody.standardDepth,
            node: node
        )
    }

    private func responses(of operation: SpecNode) -> [Response] {
        var responses: [Response] = []
        for (key, reference) in operation["responses"]?.members ?? [] {
            guard let status = Self.status(key), let response = response(reference, status: status) else { continue }
            responses.append(response)
        }
        return responses.sorted { $0.status < $1.status }
    }

    private func response(_ reference: SpecNode, status: Int) -> Response? {
        guard let node = follow(reference), node.isObject else { return nil }
        return Response(
            status: status,
            description: node["description"]?.string ?? "",
            headers: headers(of: node),
            content: content(of: node),
            node: node
        )
    }

    /// A status code as it may stand in `responses`: three digits from 100 to 599.
    static func status(_ text: String) -> Int? {
        guard text.utf8.count == 3, let status = Int(text), (100...599).contains(status) else { return nil }
        return status
    }

    private func headers(of response: SpecNode) -> [ResponseHeader] {
        var headers: [ResponseHeader] = []
        for (name, reference) in response["headers"]?.members ?? [] {
            guard let node = follow(reference), node.isObject else { continue }
            headers.append(
                ResponseHeader(
                    name: name,
                    required: node["required"]?.bool ?? false,
                    schema: node["schema"],
                    node: node
                )
            )
        }
        return headers
    }

    private func content(of node: SpecNode) -> [MediaType] {
        (node["content"]?.members ?? []).map { MediaType(name: $0.key, schema: $0.node["schema"], node: $0.node) }
    }

    private func securitySchemes(of entry: SpecNode) -> [SecurityScheme] {
        var schemes: [SecurityScheme] = []
        for (name, reference) in entry["components"]?["securitySchemes"]?.members ?? [] {
            guard let node = follow(reference), let kind = Self.kind(of: node) else { continue }
            schemes.append(
                SecurityScheme(
                    name: name,
                    kind: kind,
                    authorizationScheme: node["x-authorization-scheme"]?.string,
                    unauthorizedStatus: node["x-unauthorized-status"]?.integer == 403 ? 403 : 401,
                    node: node
                )
            )
        }
        return schemes
    }

    /// How the credential is sent; nil where we do not support it.
    static func kind(of scheme: SpecNode) -> SecurityScheme.Kind? {
        switch (scheme["type"]?.string, scheme["in"]?.string, scheme["scheme"]?.string?.lowercased()) {
        case ("apiKey", "header", _): scheme["name"]?.string.map { .header($0) }
        // What OAuth 2.0 and OpenID Connect give is sent as a bearer's (RFC 6750, section 2.1).
        case ("http", _, "bearer"), ("oauth2", _, _), ("openIdConnect", _, _): .bearer
        default: nil
        }
    }

    /// Alternatives of scheme and roles, in file order.
    static func requirements(of node: SpecNode?) -> [[SecurityRequirement]] {
        (node?.elements ?? []).map { alternative in
            alternative.members.map { member in
                SecurityRequirement(scheme: member.key, roles: member.node.elements.compactMap(\.string))
            }
        }
    }

    private func follow(_ node: SpecNode) -> SpecNode? { try? registry.follow(node) }
}
