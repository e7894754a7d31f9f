/// A schema that asks an object only which members it has: those that must be there and those that must not.
///
/// Where a pass over the object's members has noted the names already, such a branch of `anyOf` or `oneOf` is a test of
/// bits instead of another pass.
struct PresenceRule {
    let required: [String]
    let forbidden: [String]

    /// nil where the schema asks anything else.
    init?(_ plan: SchemaPlan, among plans: [SchemaPlan]) {
        guard plan.constant == nil, plan.types.isSuperset(of: .object) else { return nil }
        required = plan.objects.required
        let absent: [String] = PresenceRule.absentMembers(plan, among: plans) ?? []
        forbidden = plan.objects.properties.map(\.name) + absent
        guard plan.objects.properties.allSatisfy({ plans[$0.schema.index].constant == false }) else { return nil }
        var rest = plan
        rest.types = .all
        rest.objects.required = []
        rest.objects.properties = []
        if !absent.isEmpty { rest.composites.not = nil }
        guard rest.acceptsEverything else { return nil }
    }

    /// The names in `"not": {"anyOf": [{"required": [name]}, …]}`: none of these members is there.
    private static func absentMembers(_ plan: SchemaPlan, among plans: [SchemaPlan]) -> [String]? {
        guard let id = plan.composites.not, let names = AtMostOne.noneOf(plan.node) else { return nil }
        return plans[id.index].types == .all ? names : nil
    }
}
