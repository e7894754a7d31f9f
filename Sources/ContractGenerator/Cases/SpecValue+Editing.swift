/// Copies of a value that differ in one place; places are reference tokens from the root.
extension SpecValue {
    /// With another value at the place; a member that is not there yet is added behind the others.
    func replacing(_ path: ArraySlice<String>, with value: SpecValue) -> SpecValue {
        guard let token = path.first else { return value }
        switch self {
        case .object(var members):
            if let index = members.firstIndex(where: { $0.key.utf8.elementsEqual(token.utf8) }) {
                members[index].value = members[index].value.replacing(path.dropFirst(), with: value)
            } else {
                members.append(SpecMember(key: token, value: value))
            }
            return .object(members)
        case .array(var elements):
            guard let index = Int(token), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(path.dropFirst(), with: value)
            return .array(elements)
        default: return self
        }
    }

    /// Without a member of this object.
    func removing(_ name: String) -> SpecValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !$0.key.utf8.elementsEqual(name.utf8) })
    }

    /// The member of this object.
    func member(_ name: String) -> SpecValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key.utf8.elementsEqual(name.utf8) }?.value
    }
}
