extension SchemaPlanner {
    /// A planner that has planned every schema of a contract: roots of files, parameters, bodies and answers.
    static func planning(_ contract: Contract, _ registry: Registry, names: SchemaNames.Module) -> SchemaPlanner {
        var planner = SchemaPlanner(registry: registry, names: names)
        let roots: [SpecNode] = contract.files.filter { $0.path.hasPrefix("schemas/") }.map { SpecNode(file: $0) }
        let declarations: [String] = contract.operations.flatMap { operation in
            let base: String = operation.baseName
            return [base + "Input", base + "Output"]
        }
        planner.reserve(roots: roots, declarations: declarations)
        for root in roots { _ = planner.plan(root) }
        for operation in contract.operations {
            let base: String = operation.baseName
            for parameter in operation.parameters {
                _ = planner.plan(parameter.schema, named: base + SchemaNames.upperCamel(parameter.name))
            }
            for schema in (operation.body?.content ?? []).compactMap(\.schema) {
                _ = planner.plan(schema, named: base + "Body")
            }
            for response in operation.responses + (operation.defaultResponse.map { [$0] } ?? []) {
                for schema in response.content.compactMap(\.schema) {
                    _ = planner.plan(schema, named: base + SchemaNames.upperCamel(response.caseName) + "Body")
                }
            }
        }
        return planner
    }
}
