/// Parameters: declared where the path needs them, once, and of a kind we read.
enum ParameterRules {
    static func check(_ contract: Contract, _ registry: Registry, _ report: inout Report) {
        for object in registry.objects where object.kind == .parameter && !object.isReference {
            checkDefinition(object.node, &report)
        }
        for object in registry.objects where object.kind == .operation || object.kind == .pathItem {
            checkDuplicates(object.node["parameters"], registry, &report)
        }
        for operation in contract.operations {
            checkTemplate(of: operation, &report)
            checkCredentials(of: operation, contract, &report)
        }
    }

    /// A credential is read by its security scheme alone.
    private static func checkCredentials(of operation: Operation, _ contract: Contract, _ report: inout Report) {
        let names = operation.security.joined().map(\.scheme)
        for scheme in contract.securitySchemes where names.contains(scheme.name) {
            guard case .header(let field) = scheme.kind else { continue }
            for parameter in operation.parameters
            where parameter.location == .header && parameter.name.lowercased() == field.lowercased() {
                report.add(
                    .invalidHeader,
                    at: parameter.node["name"] ?? parameter.node,
                    "\"\(parameter.name)\" is the header of the security scheme \"\(scheme.name)\"",
                    advice: "Remove the parameter: the scheme describes it."
                )
            }
        }
    }

    private static func checkDefinition(_ node: SpecNode, _ report: inout Report) {
        let place = node["in"]?.string
        if place == "cookie", let position = node["in"] {
            report.add(
                .unsupportedParameter,
                at: position,
                "parameters in cookies are not supported",
                advice: "Use a header: web views drop cookies."
            )
        }
        if place == "path", node["required"]?.bool != true {
            report.add(
                .optionalPathParameter,
                at: node["required"] ?? node,
                "a path parameter is always there, but this one is not required",
                advice: "Add \"required\": true."
            )
        }
        if place == "header", let name = node["name"], let text = name.string,
            ["accept", "content-type", "authorization"].contains(text.lowercased())
        {
            report.add(
                .reservedParameter,
                at: name,
                "\"\(text)\" cannot be a header parameter (OpenAPI 3.1, section 4.8.12)",
                advice: "Describe it by content or by a security scheme."
            )
        }
        if place == "header", let name = node["name"], let text = name.string,
            let advice = FieldNames.refusal(of: text)
        {
            report.add(
                .invalidHeader,
                at: name,
                "\"\(text)\" cannot be a header parameter",
                advice: advice
            )
        }
        if place != "header", let name = node["name"], let text = name.string,
            text.isEmpty || text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        {
            report.add(
                .invalidValue,
                at: name,
                "the name of a parameter must not be empty nor hold control characters",
                advice: "Write the name as clients send it."
            )
        }
        if node["schema"] == nil, node["content"] == nil {
            report.add(
                .missingMember,
                at: node,
                "this parameter has no \"schema\"",
                advice: "Add a \"schema\" that says which values it takes."
            )
        }
    }

    private static func checkDuplicates(_ list: SpecNode?, _ registry: Registry, _ report: inout Report) {
        var seen: Set<ExactText> = []
        for element in list?.elements ?? [] {
            guard let node = try? registry.follow(element), let name = node["name"]?.string,
                let place = node["in"]?.string
            else { continue }
            // Header names are case-insensitive.
            let key = place + ":" + (place == "header" ? name.lowercased() : name)
            if !seen.insert(ExactText(key)).inserted {
                report.add(
                    .duplicateParameter,
                    at: element,
                    "the \(place) parameter \"\(name)\" is listed twice",
                    advice: "Remove one of the two."
                )
            }
        }
    }

    private static func checkTemplate(of operation: Operation, _ report: inout Report) {
        let names = RouteRules.parameters(in: operation.path)
        let declared = operation.parameters.filter { $0.location == .path }
        for name in names where !declared.contains(where: { $0.name == name }) {
            report.add(
                .undeclaredParameter,
                at: operation.node["parameters"] ?? operation.node,
                "\(operation.title) does not declare the path parameter \"\(name)\"",
                advice: "Add it to \"parameters\" with \"in\": \"path\", \"required\": true and a schema."
            )
        }
        for parameter in declared where !names.contains(parameter.name) {
            let nearest = Suggestion.nearest(to: parameter.name, among: names)
            report.add(
                .unusedParameter,
                at: parameter.node["name"] ?? parameter.node,
                "the path \(operation.path) has no {\(parameter.name)}",
                advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Add it to the path, or remove the parameter."
            )
        }
    }
}
