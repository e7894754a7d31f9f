/// The places of the page, by what stands there.
struct DocumentationIndex {
    /// A schema or an answer that has a name.
    struct Entry {
        let name: String
        let node: SpecNode
    }

    let contract: Contract
    let registry: Registry
    /// All schemas with a name, sorted by it.
    let schemas: [Entry]
    /// Answers that operations share, in file order.
    let responses: [Entry]
    private let schemaNames: [ExactText: String]
    private let responseNames: [ExactText: String]
    private let names: [ExactText: String]

    init(contract: Contract, registry: Registry) {
        self.contract = contract
        self.registry = registry
        let components = BundleComponents(registry: registry)
        func entries(_ section: String) -> [Entry] {
            let own: [Entry] = (registry.entry?["components"]?[section]?.members ?? []).map { name, node in
                let target: SpecNode? = components.isPlace(node) ? try? registry.follow(node) : nil
                return Entry(name: name, node: target ?? node)
            }
            return own + components.added.filter { $0.section == section }.map { Entry(name: $0.name, node: $0.node) }
        }
        schemas = entries("schemas").sorted { $0.name < $1.name }
        responses = entries("responses")
        schemaNames = Self.byLocation(schemas)
        responseNames = Self.byLocation(responses)
        var names: [ExactText: String] = [:]
        for schema in schemas { names[ExactText(schema.name)] = Anchor.schema(schema.name) }
        for problem in ProblemCatalogue.all {
            names[ExactText(problem.name)] = Anchor.problem(problem.name)
            names[ExactText(problem.type)] = Anchor.problem(problem.name)
        }
        for scheme in contract.securitySchemes { names[ExactText(scheme.name)] = Anchor.scheme(scheme.name) }
        for operation in contract.operations { names[ExactText(operation.id)] = Anchor.operation(operation.id) }
        self.names = names
    }

    /// The anchor of the operation, scheme, problem or schema of that name.
    func anchor(named name: String) -> String? { names[ExactText(name)] }

    /// The schema with a name that a reference leads to or into; nil where it leads to none.
    func schema(behind reference: String, in node: SpecNode) -> (name: String, anchor: String)? {
        guard let target = try? registry.resolve(reference, from: node) else { return nil }
        for count in stride(from: target.path.count, through: 0, by: -1) {
            let ancestor = SpecNode(file: target.file, path: Array(target.path.prefix(count)), value: .null)
            guard let name = schemaNames[ExactText(ancestor.location)] else { continue }
            let anchor = Anchor.schema(name)
            let rest = Array(target.path.dropFirst(count))
            if rest.count == 2, rest[0] == "properties" {
                return (name + "." + rest[1], Anchor.member(rest[1], of: anchor))
            }
            return (name, anchor)
        }
        return nil
    }

    /// The name of an answer that is shared; nil where it belongs to one operation.
    func sharedName(of response: Response) -> String? { responseNames[ExactText(response.node.location)] }

    /// The examples of a parameter or a media type: by their summaries, else by their names; one alone has no name.
    func examples(of carrier: SpecNode) -> [(name: String, value: SpecValue)] {
        var examples: [(name: String, value: SpecValue)] = []
        for (name, node) in carrier["examples"]?.members ?? [] {
            guard let target = try? registry.follow(node), let value = target["value"]?.value else { continue }
            examples.append((target["summary"]?.string ?? name, value))
        }
        if let value = carrier["example"]?.value { examples.append(("", value)) }
        return examples
    }

    /// The examples of a parameter or a header in a line: as they stand in a request, so a string without its quotes.
    func writeExamples(of carrier: SpecNode, into writer: inout HTMLWriter) {
        let values: [Span] = examples(of: carrier).map { example in
            if case .string(let text) = example.value { .code(text) } else { .code(ExampleText.compact(example.value)) }
        }
        guard !values.isEmpty else { return }
        writer.block("p") { $0.spans([.text("For example ")] + SchemaWords.list(values)) }
    }

    private static func byLocation(_ entries: [Entry]) -> [ExactText: String] {
        entries.reduce(into: [:]) { $0[ExactText($1.node.location)] = $1.name }
    }
}
