/// Parameters: paired by place and name, those in the path by their position.
extension InterfaceDiff {
    private struct Parameter {
        let name: String
        let location: String
        /// The key by which it is paired.
        let key: String
        let node: SpecNode

        var isRequired: Bool { location == "path" || node["required"]?.bool == true }

        var title: String { "the \(location) parameter \"\(name)\"" }

        /// How its value is written; the defaults of OpenAPI 3.1.1, section 4.8.12.2.
        var style: String {
            let style: String =
                node["style"]?.string ?? (location == "query" || location == "cookie" ? "form" : "simple")
            let explode = node["explode"]?.bool ?? (style == "form")
            return style + (explode ? ", exploded" : "")
        }
    }

    func compareParameters(_ before: DiffOperation, _ after: DiffOperation, _ context: DiffContext) {
        var isNow = parameters(of: after, in: new)
        var gone: [Parameter] = []
        for parameter in parameters(of: before, in: old) {
            if let index = isNow.firstIndex(where: { $0.key == parameter.key }) {
                compare(parameter, isNow.remove(at: index), context)
            } else {
                gone.append(parameter)
            }
        }
        for parameter in gone {
            if let index = isNow.firstIndex(where: { $0.name == parameter.name }) {
                let other = isNow.remove(at: index)
                let message = "\(parameter.title) is in the \(other.location) now"
                add(.parameterMoved, context, old: parameter.node, new: other.node, message)
            } else {
                let place = after.node["parameters"] ?? after.node
                add(.parameterRemoved, context, old: parameter.node, new: place, "\(parameter.title) is gone")
            }
        }
        for parameter in isNow {
            let rule: DiffRule = parameter.isRequired ? .requiredParameterAdded : .optionalParameterAdded
            let place = before.node["parameters"] ?? before.node
            add(rule, context, old: place, new: parameter.node, "\(parameter.title) is new")
        }
    }

    /// Those of the path item, then those of the operation, which replace them.
    private func parameters(of operation: DiffOperation, in contract: DiffContract) -> [Parameter] {
        var parameters: [Parameter] = []
        let names = operation.path.parameters
        for reference in [operation.path.item, operation.node].flatMap({ $0["parameters"]?.elements ?? [] }) {
            let node = contract.follow(reference)
            guard let name = node["name"]?.string, let location = node["in"]?.string else { continue }
            var key = location + " " + (location == "header" ? name.lowercased() : name)
            if location == "path", let index = names.firstIndex(of: name) { key = "path \(index)" }
            let parameter = Parameter(name: name, location: location, key: key, node: node)
            if let index = parameters.firstIndex(where: { $0.key == key }) {
                parameters[index] = parameter
            } else {
                parameters.append(parameter)
            }
        }
        return parameters
    }

    private func compare(_ before: Parameter, _ after: Parameter, _ context: DiffContext) {
        if before.name != after.name, before.location == "path" {
            let message = "\(before.title) is called \"\(after.name)\" now"
            add(.pathParameterRenamed, context, old: before.node, new: after.node, message)
        }
        if before.isRequired != after.isRequired {
            let rule: DiffRule = after.isRequired ? .parameterBecameRequired : .parameterBecameOptional
            let message = "\(after.title) is \(after.isRequired ? "required" : "optional")"
            let places: (old: SpecNode, new: SpecNode) = (before.node, after.node)
            add(
                rule,
                context,
                old: places.old["required"] ?? places.old,
                new: places.new["required"] ?? places.new,
                message
            )
        }
        var inner = context
        inner.subject += ", \(after.location) parameter \"\(after.name)\""
        compareDeprecation(before.node, after.node, inner)
        compareForm(before, after, inner)
        if let one = before.node["schema"], let other = after.node["schema"] { schemas.enqueue(one, other, inner) }
        if let one = before.node["content"], let other = after.node["content"] { compareContent(one, other, inner) }
    }

    private func compareForm(_ before: Parameter, _ after: Parameter, _ context: DiffContext) {
        let (one, other): (String, String) = (before.style, after.style)
        let isJSON: (old: Bool, new: Bool) = (before.node["content"] != nil, after.node["content"] != nil)
        if isJSON.old != isJSON.new {
            let message = "it is described by \(isJSON.new ? "content" : "schema") now"
            add(.parameterStyleChanged, context, old: before.node, new: after.node, message)
        } else if !isJSON.new, one != other {
            let message = "the style is \(other), was \(one)"
            let places: (old: SpecNode, new: SpecNode) = (before.node, after.node)
            add(.parameterStyleChanged, context, old: places.old, new: places.new["style"] ?? places.new, message)
        } else if before.node["allowEmptyValue"]?.bool == true, after.node["allowEmptyValue"]?.bool != true {
            let message = "an empty value is no longer allowed"
            add(.parameterStyleChanged, context, old: before.node, new: after.node, message)
        }
    }
}
