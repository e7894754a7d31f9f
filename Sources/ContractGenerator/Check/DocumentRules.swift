/// The document itself: its version, its tags, the names of the files.
enum DocumentRules {
    static func check(_ registry: Registry, _ report: inout Report) {
        guard let entry = registry.entry else { return }
        if let version = entry["openapi"], let text = version.string, !text.hasPrefix("3.1.") {
            report.add(
                .unsupportedVersion,
                at: version,
                "OpenAPI \(text) is not supported",
                advice: "Write the specification in OpenAPI 3.1, such as \"3.1.0\"."
            )
        }
        checkTags(registry, entry, &report)
        checkOutputNames(registry, &report)
    }

    private static func checkTags(_ registry: Registry, _ entry: SpecNode, _ report: inout Report) {
        var declared: Set<String> = []
        for tag in entry["tags"]?.elements ?? [] {
            guard let name = tag["name"], let text = name.string, !declared.insert(text).inserted else { continue }
            report.add(
                .duplicateValue,
                at: name,
                "the tag \"\(text)\" is declared twice",
                advice: "Remove one of the two."
            )
        }
        for object in registry.objects where object.kind == .operation {
            for tag in object.node["tags"]?.elements ?? [] {
                guard let text = tag.string, !declared.contains(text) else { continue }
                let nearest = Suggestion.nearest(to: text, among: declared)
                report.add(
                    .undeclaredTag,
                    at: tag,
                    "the tag \"\(text)\" is not declared",
                    advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Describe it under \"tags\" of openapi.json."
                )
            }
        }
    }

    /// Two files must not become one: the names of generated files follow from the paths alone.
    private static func checkOutputNames(_ registry: Registry, _ report: inout Report) {
        var owners: [String: String] = [:]
        for name in OutputName.fixed + [OutputName.contractCases] {
            owners[name.lowercased()] = "a file every contract has"
        }
        for file in registry.files {
            let name = OutputName.of(file.path).lowercased()
            if let owner = owners[name] {
                report.add(
                    .outputNameCollision,
                    at: SpecNode(file: file),
                    "the generated file \(OutputName.of(file.path)) would also be that of \(owner)",
                    advice: "Rename this file."
                )
            } else {
                owners[name] = file.path
            }
        }
    }
}
