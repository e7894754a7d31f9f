/// Prints the Swift of a service that is called: one file per specification file, and the client beside them.
package struct ClientEmitter {
    private let contract: Contract
    private let planner: SchemaPlanner
    private let schemas: SchemaEmitter
    private let operations: [ClientOperationEmitter]

    package init(contract: Contract, registry: Registry) {
        let planner = SchemaPlanner.planning(contract, registry, names: .client)
        let emitter = SchemaEmitter(types: TypePlanner(plans: planner.plans), isLenient: true)
        let ids: [ExactText: SchemaID] = planner.plans.reduce(into: [:]) { $0[ExactText($1.node.location)] = $1.id }
        self.contract = contract
        self.planner = planner
        schemas = emitter
        operations = contract.operations.map { operation in
            ClientOperationEmitter(contract: contract, operation: operation, schemas: emitter) {
                ids[ExactText($0.location)]
            }
        }
    }

    package func emit() -> ([GeneratedFile], [Diagnostic]) {
        var texts: [String: String] = [:]
        for operation in operations {
            var writer = LineWriter()
            operation.emit(into: &writer)
            texts[operation.operation.node.file.path, default: ""] += "\n" + writer.text
        }
        // A schema that has a file of its own is there for who keeps JSON and reads it later, too.
        for plan in planner.plans where plan.node.path.isEmpty {
            let use: TypeUse = schemas.types.use(plan.id)
            schemas.requireTypes(use.representation)
            _ = schemas.lenientCall(use, "v")
        }
        schemas.emitAll()
        let pieces = schemas.printed.sorted {
            ($0.piece.kind, $0.piece.schema.index) < ($1.piece.kind, $1.piece.schema.index)
        }
        for (piece, text) in pieces where !text.isEmpty {
            texts[planner[piece.schema].node.file.path, default: ""] += "\n" + text
        }
        var files: [GeneratedFile] = contract.files.map { file in
            GeneratedFile(name: OutputName.of(file.path), text: layout(file.path, texts[file.path] ?? ""))
        }
        files.append(GeneratedFile(name: OutputName.client, text: layout("openapi.json", client())))
        return (files, planner.diagnostics)
    }

    /// A file's text as it is read: with its head, its lines broken.
    private func layout(_ path: String, _ text: String) -> String {
        SwiftLayout.wrapped(header(path) + text)
    }

    private func header(_ path: String) -> String {
        """
        // Made from \(SwiftLiteral.comment(path)) by `contract-generator generate --client`; edit that, not this file.
        import ClientRuntime
        import ContractRuntime
        import Crypto
        import HTTPTypes

        """
    }

    private func client() -> String {
        var writer = LineWriter()
        let hasCredentials: Bool = !contract.securitySchemes.isEmpty
        writer.line()
        writer.line("/// Calls of \(SwiftLiteral.comment(contract.title)): one method an operation.")
        writer.block("package struct ServiceClient: Sendable") { writer in
            writer.line("let transport: ServiceTransport")
            if hasCredentials { writer.line("package var credentials: ServiceCredentials") }
            writer.line()
            let credentials: [String] = hasCredentials ? ["credentials: ServiceCredentials = ServiceCredentials()"] : []
            writer.list("package init", ["_ transport: ServiceTransport"] + credentials, suffix: " {")
            writer.indented { writer in
                writer.line("self.transport = transport")
                if hasCredentials { writer.line("self.credentials = credentials") }
            }
            writer.line("}")
        }
        if hasCredentials {
            writer.line()
            ClientCredentials.emit(contract, into: &writer)
        }
        return writer.text
    }
}
