/// Objects in which a member that is null counts as absent.
enum NullRules {
    static func check(_ registry: Registry, _ report: inout Report) {
        let objects = registry.objects.filter { $0.kind == .schema }.map(\.node)
            .filter { $0["x-null-is-absent"]?.bool == true }
        guard !objects.isEmpty else { return }
        let oracle = SchemaOracle(registry: registry)
        for schema in objects {
            let required: [String] = (schema["required"]?.elements ?? []).compactMap(\.string)
            for (name, member) in schema["properties"]?.members ?? []
            where !required.contains(where: { $0.utf8.elementsEqual(name.utf8) }) && !oracle.accepts(.null, member) {
                report.add(
                    .nullRefused,
                    at: member,
                    "\(SwiftLiteral.json(.string(name))) cannot be null, though null counts as absent in its object",
                    advice: "Add null to its type, as in {\"type\": [\"string\", \"null\"]}."
                )
            }
        }
    }
}
