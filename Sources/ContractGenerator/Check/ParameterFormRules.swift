/// The forms of parameters (OpenAPI 3.1, `style` and `explode`): those that our server reads, and those that a client
/// writes, which also writes forms as bodies.
struct ParameterFormRules {
    /// What the schema of a parameter admits.
    private enum Shape { case scalar, list, other }

    private let contract: Contract
    private let registry: Registry
    private let profile: LintProfile
    /// Made where a schema does not say by its `type` that it is a scalar.
    private lazy var planner: SchemaPlanner = .planning(contract, registry, names: .client)
    private lazy var types = TypePlanner(plans: planner.plans)

    static func check(_ contract: Contract, _ registry: Registry, _ profile: LintProfile, _ report: inout Report) {
        var rules = Self(contract: contract, registry: registry, profile: profile)
        // A parameter of a path is one of each of its operations.
        var seen: Set<ExactText> = []
        for parameter in contract.operations.flatMap(\.parameters)
        where seen.insert(ExactText(parameter.node.location)).inserted {
            rules.check(parameter, &report)
        }
        guard profile == .service else { return }
        for case let media? in contract.operations.map({ $0.body?.content.first(where: \.isSentByClients) })
        where media.isForm {
            rules.checkForm(media, &report)
        }
    }

    /// The members of a form are what parameters are.
    private mutating func checkForm(_ media: MediaType, _ report: inout Report) {
        guard let schema = media.schema.flatMap({ try? registry.follow($0) }) else { return }
        guard let properties = schema["properties"] else {
            report.add(
                .unsupportedMediaType,
                at: schema,
                "a form whose fields are not in \"properties\" cannot be sent",
                advice: "List its fields as \"properties\"."
            )
            return
        }
        for (name, member) in properties.members where shape(of: member) == .other {
            report.add(
                .unsupportedMediaType,
                at: member,
                "the field \"\(name)\" of a form is neither a scalar nor a flat list of them",
                advice: "Give it a type that one field can hold, or send JSON."
            )
        }
    }

    private init(contract: Contract, registry: Registry, profile: LintProfile) {
        self.contract = contract
        self.registry = registry
        self.profile = profile
    }

    private mutating func check(_ parameter: Parameter, _ report: inout Report) {
        let place = parameter.location.rawValue
        if let content = parameter.node["content"] {
            report.add(
                .unsupportedParameter,
                at: content,
                "a parameter in \(place) that is described by \"content\" is not supported",
                advice: "Describe it by \"schema\"."
            )
        }
        guard let schema = parameter.node["schema"] else { return }
        let shape = self.shape(of: schema)
        switch (shape, profile, parameter.location) {
        case (.scalar, _, _), (.list, .service, _): break
        case (.list, .contract, _), (.other, _, _):
            report.add(
                .unsupportedParameter,
                at: schema,
                "\(shape == .list ? "a list" : "an object, or a list of more than scalars,") "
                    + "in \(place) is not supported",
                advice: profile == .contract
                    ? "Use a string, number, Boolean or enumeration; a list can be a string with a pattern."
                    : "Use a string, number, Boolean or enumeration, or a flat list of them."
            )
            return
        }
        checkStyle(parameter, isList: shape == .list, &report)
    }

    private func checkStyle(_ parameter: Parameter, isList: Bool, _ report: inout Report) {
        let place = parameter.location.rawValue
        let styles: [String] =
            isList && parameter.location == .query
            ? ["form", "spaceDelimited", "pipeDelimited"] : [parameter.location == .query ? "form" : "simple"]
        if let style = parameter.node["style"], let text = style.string, !styles.contains(text) {
            report.add(
                .unsupportedParameter,
                at: style,
                "the style \"\(text)\" is not supported in \(place)",
                advice: "Remove it: the default of the place is what is \(profile == .contract ? "read" : "sent")."
            )
        } else if let explode = parameter.node["explode"], let flag = explode.bool {
            // It tells lists apart alone, and means nothing where they have one form.
            let isDefault = flag == (parameter.location == .query)
            let isRefused = profile == .contract ? !isDefault : isList && flag && parameter.style.hasSuffix("Delimited")
            guard isRefused else { return }
            report.add(
                .unsupportedParameter,
                at: explode,
                "\"explode\": \(flag) is not supported in \(place)",
                advice: profile == .contract
                    ? "Remove it: a scalar has one form." : "Remove it, or use the style \"form\"."
            )
        }
    }

    private mutating func shape(of schema: SpecNode) -> Shape {
        if let type = (try? registry.follow(schema))?["type"]?.string,
            ["string", "integer", "number", "boolean"].contains(type)
        {
            return .scalar
        }
        let use = types.use(planner.plan(schema))
        guard case .array(let element) = use.representation else { return isScalar(use) ? .scalar : .other }
        return isScalar(element) && !element.isNullable ? .list : .other
    }

    private mutating func isScalar(_ use: TypeUse) -> Bool {
        switch use.representation {
        case .string, .integer, .number, .boolean, .enumeration: return true
        case .structure, .members, .array: return false
        case .text:
            var visited: Set<SchemaID> = []
            return !mayNest(use.schema, &visited)
        }
    }

    /// True of a schema without a Swift type of its own that speaks of arrays or objects.
    private mutating func mayNest(_ id: SchemaID, _ visited: inout Set<SchemaID>) -> Bool {
        guard visited.insert(id).inserted else { return false }
        let plan = types[id]
        let core = plan.types.subtracting(.null)
        if core != JSONTypes.all.subtracting(.null) { return !core.isDisjoint(with: [.array, .object]) }
        let parts = plan.composites
        let others = parts.allOf + parts.anyOf + parts.oneOf + (parts.reference.map { [$0] } ?? [])
        for other in others where mayNest(other, &visited) { return true }
        return false
    }
}
