/// Components and files that nobody refers to.
enum UsageRules {
    static func check(_ contract: Contract, _ registry: Registry, _ report: inout Report) {
        guard let entry = registry.entry else { return }
        var usedFiles: Set<String> = [entry.file.path]
        /// Locations that are referred to, and all their ancestors.
        var used: Set<ExactText> = []
        for reference in registry.references {
            if reference.source.file.path != reference.target.file.path { usedFiles.insert(reference.target.file.path) }
            guard reference.target.file.path == entry.file.path else { continue }
            for count in 0...reference.target.path.count {
                let path = Array(reference.target.path.prefix(count))
                used.insert(ExactText(SpecNode(file: entry.file, path: path, value: .null).location))
            }
        }
        for file in registry.files where !usedFiles.contains(file.path) {
            report.add(
                .unusedFile,
                at: SpecNode(file: file),
                "nothing refers to this file",
                advice: "Refer to it, or remove it."
            )
        }
        let schemes = requiredSchemes(registry)
        for (section, components) in entry["components"]?.members ?? [] {
            for (name, node) in components.members {
                let isUsed =
                    section == "securitySchemes" ? schemes.contains(name) : used.contains(ExactText(node.location))
                guard !isUsed else { continue }
                report.add(
                    .unusedComponent,
                    at: node,
                    "nothing refers to \"\(name)\" in components/\(section)",
                    advice: "Refer to it, or remove it."
                )
            }
        }
    }

    private static func requiredSchemes(_ registry: Registry) -> Set<String> {
        var names: Set<String> = []
        for object in registry.objects where object.kind == .securityRequirement {
            for (name, _) in object.node.members { names.insert(name) }
        }
        return names
    }
}
