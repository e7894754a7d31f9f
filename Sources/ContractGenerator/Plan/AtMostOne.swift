/// "At most one of these members", as JSON Schema writes it so that every validator understands it:
///
///     "oneOf": [
///       {"required": ["message"]},
///       {"required": ["poll"]},
///       {"not": {"anyOf": [{"required": ["message"]}, {"required": ["poll"]}]}}
///     ]
///
/// One branch a member, then the branch for none of them. It becomes a Swift enum with a case a member.
struct AtMostOne: Sendable {
    /// The names of the members, in the order of the branches.
    let members: [String]
    /// The Swift name of the enum.
    let typeName: String

    /// The members that an object schema of this form names; nil where it is of another.
    static func members(of node: SpecNode) -> [String]? {
        guard let branches = node["oneOf"]?.elements, branches.count > 2, let last = branches.last else { return nil }
        let members: [String] = branches.dropLast().compactMap(requiredMember)
        let none: [String] = noneOf(last) ?? []
        guard members.count == branches.count - 1, sameMembers(members, none) else { return nil }
        let names: [String] = (node["properties"]?.members ?? []).map(\.key)
        let required: [String] = (node["required"]?.elements ?? []).compactMap(\.string)
        let isNamed = members.allSatisfy { contains($0, in: names) && !contains($0, in: required) }
        return isNamed ? members : nil
    }

    /// The name in `{"required": [name]}`.
    static func requiredMember(_ branch: SpecNode) -> String? {
        guard branch.members.count == 1, let names = branch["required"]?.elements, names.count == 1 else { return nil }
        return names[0].string
    }

    /// The names in `{"not": {"anyOf": [{"required": [name]}, …]}}`.
    static func noneOf(_ branch: SpecNode) -> [String]? {
        guard branch.members.count == 1, let not = branch["not"], not.members.count == 1,
            let branches = not["anyOf"]?.elements
        else { return nil }
        let names: [String] = branches.compactMap(requiredMember)
        return names.count == branches.count ? names : nil
    }

    /// Says whether a member is among them, by bytes.
    func holds(_ member: String) -> Bool { AtMostOne.contains(member, in: members) }

    static func contains(_ name: String, in names: [String]) -> Bool {
        names.contains { $0.utf8.elementsEqual(name.utf8) }
    }

    private static func sameMembers(_ left: [String], _ right: [String]) -> Bool {
        left.count == right.count && Set(left.map(ExactText.init)) == Set(right.map(ExactText.init))
            && Set(left.map(ExactText.init)).count == left.count
    }
}
