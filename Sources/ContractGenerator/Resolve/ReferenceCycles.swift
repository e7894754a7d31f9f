/// Finds references that lead back to themselves without ever reaching another value.
///
/// A schema may refer to itself through `properties` or `items`: each round consumes a part of the instance. Through
/// `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, `if` and their like alone, validation would never end.
struct ReferenceCycles {
    private(set) var diagnostics: [Diagnostic] = []

    private static let applicators: Set<String> = [
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas",
    ]

    private enum State { case open, done }

    init(registry: Registry) {
        var targets: [ExactText: SpecNode] = [:]
        for reference in registry.references { targets[ExactText(reference.source.location)] = reference.target }
        var states: [ExactText: State] = [:]
        // An explicit stack: a chain of references may be as long as the file.
        var stack: [(node: SpecNode, next: [SpecNode])] = []
        for reference in registry.references where states[ExactText(reference.source.location)] == nil {
            states[ExactText(reference.source.location)] = .open
            stack = [(reference.source, Self.successors(of: reference.source, targets))]
            while let top = stack.indices.last {
                // Taken in place: a copy of the list would make long ones quadratic.
                guard let successor = stack[top].next.popLast() else {
                    states[ExactText(stack[top].node.location)] = .done
                    stack.removeLast()
                    continue
                }
                let key = ExactText(successor.location)
                switch states[key] {
                case .open: diagnostics.append(Self.diagnostic(at: stack[top].node))
                case .done: break
                case nil:
                    states[key] = .open
                    stack.append((successor, Self.successors(of: successor, targets)))
                }
            }
        }
    }

    static func diagnostic(at node: SpecNode) -> Diagnostic {
        Diagnostic(
            at: node["$ref"] ?? node,
            rule: .endlessReference,
            "this reference leads back to itself without reaching another value",
            advice: "Refer to something that does not refer back, or put a property or an array in between."
        )
    }

    private static func successors(of node: SpecNode, _ targets: [ExactText: SpecNode]) -> [SpecNode] {
        var successors: [SpecNode] = []
        if let target = targets[ExactText(node.location)] { successors.append(target) }
        for (key, member) in node.members where applicators.contains(key) {
            switch key {
            case "allOf", "anyOf", "oneOf": successors += member.elements
            case "dependentSchemas": successors += member.members.map(\.node)
            default: successors.append(member)
            }
        }
        return successors
    }
}
