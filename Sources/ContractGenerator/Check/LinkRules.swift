/// Links lead to operations that exist, with parameters these have.
enum LinkRules {
    static func check(_ contract: Contract, _ registry: Registry, _ report: inout Report) {
        let names = contract.operations.map(\.id)
        for object in registry.objects where object.kind == .link && !object.isReference && object.node.isObject {
            guard let identifier = object.node["operationId"] else {
                if object.node["operationRef"] == nil {
                    report.add(
                        .missingMember,
                        at: object.node,
                        "this link has no \"operationId\"",
                        advice: "Add the operationId of the operation it leads to."
                    )
                }
                continue
            }
            guard let name = identifier.string else { continue }
            guard let operation = contract.operations.first(where: { $0.id == name }) else {
                let nearest = Suggestion.nearest(to: name, among: names)
                report.add(
                    .unknownOperation,
                    at: identifier,
                    "there is no operation \"\(name)\"",
                    advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Name the operationId of an operation."
                )
                continue
            }
            for (key, node) in object.node["parameters"]?.members ?? [] where !has(operation, key) {
                let nearest = Suggestion.nearest(to: key, among: operation.parameters.map(\.name))
                report.add(
                    .unknownLinkParameter,
                    at: node,
                    "\"\(name)\" has no parameter \"\(key)\"",
                    advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Name a parameter of that operation."
                )
            }
        }
    }

    /// A parameter may be qualified by its place: `path.id`.
    private static func has(_ operation: Operation, _ key: String) -> Bool {
        operation.parameters.contains { key == $0.name || key == $0.location.rawValue + "." + $0.name }
    }
}
