/// Writes a whole specification as one self-contained OpenAPI 3.1 document.
///
/// Path items are inlined. Everything else that lives in another file becomes a component named after its file or the
/// last token of its pointer; a name that is taken gets a number. References become `#/components/…`, so `$id`,
/// `$anchor` and `$schema`, which would change what they mean, are left out.
package struct Bundle {
    private let registry: Registry
    private let components: BundleComponents

    /// The document as JSON text. The specification must have been checked: what cannot be resolved stays as it is.
    package static func document(_ registry: Registry) -> String {
        JSONWriter.text(of: value(registry))
    }

    /// The document as a value; null where the specification has no `openapi.json`.
    package static func value(_ registry: Registry) -> SpecValue {
        guard let entry = registry.entry else { return .null }
        let bundle = Bundle(registry: registry, components: BundleComponents(registry: registry))
        guard case .object(var members) = bundle.convert(entry, .document) else { return .null }
        let index = members.firstIndex { $0.key == "components" }
        var sections: [SpecMember] = []
        if let index, case .object(let known) = members[index].value { sections = known }
        bundle.addComponents(to: &sections)
        if let index {
            members[index].value = .object(sections)
        } else if !sections.isEmpty {
            members.append(SpecMember(key: "components", value: .object(sections)))
        }
        return .object(members)
    }

    private func addComponents(to sections: inout [SpecMember]) {
        var rest = components.added[...]
        // The components of a section stand together.
        while let section = rest.first?.section {
            let own = rest.prefix { $0.section == section }
            rest = rest[own.endIndex...]
            let added = own.map { SpecMember(key: $0.name, value: convert($0.node, $0.kind)) }
            if let index = sections.firstIndex(where: { $0.key == section }) {
                guard case .object(let members) = sections[index].value else { continue }
                sections[index].value = .object(members + added)
            } else {
                sections.append(SpecMember(key: section, value: .object(added)))
            }
        }
    }

    /// The value of an object with its references rewritten.
    private func convert(_ node: SpecNode, _ kind: SpecKind, inlined: Int = 0) -> SpecValue {
        guard case .object = node.value else { return node.value }
        if kind.mayBeReference, kind != .schema, node["$ref"]?.string != nil {
            if kind == .pathItem || components.isPlace(node), inlined < 8, let target = try? registry.follow(node) {
                return convert(target, kind, inlined: inlined + 1)
            }
        }
        let shape = SpecGrammar.shape(of: kind)
        var members: [SpecMember] = []
        for (key, member) in node.members {
            if kind.mayBeReference, key == "$ref", let pointer = pointer(for: member, in: node) {
                members.append(SpecMember(key: key, value: .string(pointer)))
            } else if kind == .schema, key == "$id" || key == "$anchor" || key == "$schema" {
                continue
            } else if kind == .discriminator, key == "mapping" {
                members.append(SpecMember(key: key, value: mapping(member, in: node)))
            } else if let form = shape.members[key] {
                members.append(SpecMember(key: key, value: convert(member, form, inlined: inlined)))
            } else if let form = shape.others, !key.hasPrefix("x-") {
                members.append(SpecMember(key: key, value: convert(member, form, inlined: inlined)))
            } else {
                members.append(SpecMember(key: key, value: member.value))
            }
        }
        return inlinedComponent(node, kind, members)
    }

    /// A component that is only a reference to a schema elsewhere is that schema.
    private func inlinedComponent(_ node: SpecNode, _ kind: SpecKind, _ members: [SpecMember]) -> SpecValue {
        guard kind == .schema, components.isPlace(node), let target = try? registry.follow(node) else {
            return .object(members)
        }
        return target.location == node.location ? .object(members) : convert(target, kind)
    }

    private func convert(_ node: SpecNode, _ form: SpecForm, inlined: Int) -> SpecValue {
        switch form {
        case .of(let kind): return convert(node, kind, inlined: inlined)
        case .list(let inner):
            guard node.isArray else { return node.value }
            return .array(node.elements.map { convert($0, inner, inlined: inlined) })
        case .map(let inner):
            guard node.isObject else { return node.value }
            return .object(
                node.members.map { SpecMember(key: $0.key, value: convert($0.node, inner, inlined: inlined)) }
            )
        default: return node.value
        }
    }

    private func pointer(for reference: SpecNode, in node: SpecNode) -> String? {
        guard let text = reference.string, let target = try? registry.resolve(text, from: node) else { return nil }
        return components.pointer(to: target)
    }

    /// `mapping` of a discriminator holds references, or names of schemas, which stay.
    private func mapping(_ node: SpecNode, in discriminator: SpecNode) -> SpecValue {
        guard node.isObject else { return node.value }
        return .object(
            node.members.map { name, value in
                SpecMember(key: name, value: pointer(for: value, in: discriminator).map { .string($0) } ?? value.value)
            }
        )
    }
}
