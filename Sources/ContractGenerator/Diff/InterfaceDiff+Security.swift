/// Which credentials are enough.
extension InterfaceDiff {
    /// Credentials that are enough together: roles by scheme.
    private struct Alternative {
        var roles: [String: Set<String>]

        /// True where somebody with the other's credentials and roles has these.
        func isMet(by other: Alternative) -> Bool {
            roles.allSatisfy { scheme, needed in other.roles[scheme].map(needed.isSubset) ?? false }
        }

        var schemes: Set<String> { Set(roles.keys) }

        var phrase: String {
            if roles.isEmpty { return "no credentials" }
            return roles.sorted { $0.key < $1.key }.map { scheme, roles in
                roles.isEmpty ? scheme : "\(scheme) (\(roles.sorted().joined(separator: ", ")))"
            }.joined(separator: " with ")
        }
    }

    func compareSecurity(_ before: DiffOperation, _ after: DiffOperation, _ context: DiffContext) {
        let (oldPlace, was) = alternatives(of: before, in: old, renamed: counterparts())
        let (newPlace, isNow) = alternatives(of: after, in: new, renamed: [:])
        for one in was where !isNow.contains(where: { $0.isMet(by: one) }) {
            let rule: DiffRule
            if one.roles.isEmpty {
                rule = .securityAdded
            } else if isNow.contains(where: { $0.schemes == one.schemes }) {
                rule = .roleAdded
            } else if isNow.contains(where: { $0.schemes.isStrictSuperset(of: one.schemes) }) {
                rule = .securitySchemeAdded
            } else {
                rule = .securityAlternativeRemoved
            }
            let list = isNow.map(\.phrase).joined(separator: ", or ")
            add(rule, context, old: oldPlace, new: newPlace, "\(one.phrase) is not enough any more, but: \(list)")
        }
        for other in isNow where !was.contains(where: { other.schemes == $0.schemes && $0.isMet(by: other) }) {
            // Whoever needs nothing gains nothing from another way in.
            guard !was.contains(where: { $0.roles.isEmpty }) else { continue }
            let rule: DiffRule
            if other.roles.isEmpty {
                rule = .securityBecameOptional
            } else if was.contains(where: { $0.schemes == other.schemes }) {
                guard !was.contains(where: { $0.schemes == other.schemes && !other.isMet(by: $0) }) else { continue }
                rule = .roleRemoved
            } else if was.contains(where: { $0.schemes.isStrictSuperset(of: other.schemes) }) {
                rule = .securitySchemeRemoved
            } else if was.contains(where: { other.isMet(by: $0) || $0.schemes.isStrictSubset(of: other.schemes) }) {
                continue
            } else {
                rule = .securityAlternativeAdded
            }
            add(rule, context, old: oldPlace, new: newPlace, "\(other.phrase) is enough")
        }
        compareSchemes(Set(was.flatMap(\.schemes)).intersection(isNow.flatMap(\.schemes)), context)
    }

    private func alternatives(
        of operation: DiffOperation,
        in contract: DiffContract,
        renamed: [String: String]
    ) -> (place: SpecNode, alternatives: [Alternative]) {
        let node = operation.node["security"] ?? contract.entry["security"]
        let list: [Alternative] = (node?.elements ?? []).map { element in
            var alternative = Alternative(roles: [:])
            for (scheme, roles) in element.members {
                alternative.roles[renamed[scheme] ?? scheme] = Set(roles.elements.compactMap(\.string))
            }
            return alternative
        }
        return (node ?? operation.node, list.isEmpty ? [Alternative(roles: [:])] : list)
    }

    private func schemes(of contract: DiffContract) -> [(name: String, node: SpecNode)] {
        contract.entries(contract.entry["components"]?["securitySchemes"])
    }

    /// The names in the new contract of the old one's schemes, where the name alone changed.
    private func counterparts() -> [String: String] {
        let others = schemes(of: new)
        var names: [String: String] = [:]
        for (name, node) in schemes(of: old) where !others.contains(where: { $0.name == name }) {
            names[name] = others.first { Self.form(of: $0.node) == Self.form(of: node) }?.name
        }
        return names
    }

    /// How a credential is sent.
    private static func form(of scheme: SpecNode) -> [String] {
        let name = scheme["name"]?.string ?? ""
        let place = scheme["in"]?.string ?? ""
        return [
            scheme["type"]?.string ?? "", place, place == "header" ? name.lowercased() : name,
            scheme["scheme"]?.string?.lowercased() ?? "", scheme["openIdConnectUrl"]?.string ?? "",
            scheme["x-authorization-scheme"]?.string?.lowercased() ?? "",
        ]
    }

    private func compareSchemes(_ names: Set<String>, _ context: DiffContext) {
        let before = schemes(of: old)
        for (name, after) in schemes(of: new) where names.contains(name) {
            guard let before = before.first(where: { $0.name == name })?.node else { continue }
            var (was, isNow): ([String], [String]) = (Self.form(of: before), Self.form(of: after))
            // Another way beside the old one takes nothing away.
            if let scheme = was.last, scheme.isEmpty {
                was.removeLast()
                isNow.removeLast()
            }
            if was != isNow {
                let texts: [String] = [isNow, was].map { $0.filter { !$0.isEmpty }.joined(separator: " ") }
                let message = "\"\(name)\" is sent as \(texts[0]), was \(texts[1])"
                add(.securitySchemeChanged, context, old: before, new: after, message)
            }
            let statuses: [Int64] = [before, after].map { $0["x-unauthorized-status"]?.integer ?? 401 }
            if statuses[0] != statuses[1] {
                let message = "without \"\(name)\" the answer is \(statuses[1]), was \(statuses[0])"
                add(.unauthorizedStatusChanged, context, old: before, new: after, message)
            }
        }
    }
}
