/// Prints the Swift of a checked contract: one file per specification file, and the fixed ones beside them.
package struct Emitter {
    private let contract: Contract
    private let registry: Registry
    private let planner: SchemaPlanner
    private let schemas: SchemaEmitter
    private let operations: [OperationEmitter]

    package init(contract: Contract, registry: Registry) {
        let planner = SchemaPlanner.planning(contract, registry, names: .server)
        let emitter = SchemaEmitter(types: TypePlanner(plans: planner.plans))
        let ids = planner.plans.reduce(into: [:]) { $0[ExactText($1.node.location)] = $1.id }
        self.contract = contract
        self.registry = registry
        self.planner = planner
        schemas = emitter
        operations = contract.operations.map { operation in
            OperationEmitter(contract: contract, operation: operation, schemas: emitter) { ids[ExactText($0.location)] }
        }
    }

    /// `document` is the bundle that the server hands out.
    package func emit(document: String, tests: Bool) -> ([GeneratedFile], [Diagnostic]) {
        if tests {
            let cases = CasesEmitter(contract: contract, registry: registry)
            return ([GeneratedFile(name: OutputName.contractCases, text: cases.text())], [])
        }
        var texts: [String: String] = [:]
        for operation in operations {
            var writer = LineWriter()
            operation.emit(into: &writer)
            texts[operation.operation.node.file.path, default: ""] += "\n" + writer.text
        }
        schemas.emitAll()
        let pieces = schemas.printed.sorted {
            ($0.piece.kind, $0.piece.schema.index) < ($1.piece.kind, $1.piece.schema.index)
        }
        for (piece, text) in pieces where !text.isEmpty {
            texts[planner[piece.schema].node.file.path, default: ""] += "\n" + text
        }
        var files = contract.files.map { file in
            GeneratedFile(name: OutputName.of(file.path), text: layout(file.path, texts[file.path] ?? ""))
        }
        files.append(GeneratedFile(name: "API.swift", text: layout("openapi.json", api())))
        files.append(GeneratedFile(name: "Routes.swift", text: layout("openapi.json", routes())))
        files.append(GeneratedFile(name: "Security.swift", text: layout("openapi.json", security())))
        files.append(GeneratedFile(name: OutputName.document, text: documentText(document)))
        let page = DocumentationPage.swift(contract, registry)
        files.append(GeneratedFile(name: OutputName.documentation, text: page))
        return (files, planner.diagnostics)
    }

    /// A file's text as it is read: with its head, its lines broken.
    private func layout(_ path: String, _ text: String) -> String {
        SwiftLayout.wrapped(header(path) + text)
    }

    private func header(_ path: String) -> String {
        """
        // Made from api/\(SwiftLiteral.comment(path)) by `contract-generator generate`; edit the contract, not this file.
        import ContractRuntime
        import HTTPTypes
        import Patterns

        """
    }

    private func api() -> String {
        var writer = LineWriter()
        writer.line()
        writer.line(
            "/// The contract as a protocol: one method an operation. What it throws becomes a problem by `problem(for:)`."
        )
        writer.block("package protocol API: Sendable") { writer in
            writer.line("associatedtype Principal: Sendable")
            for operation in operations {
                writer.line()
                operation.emitRequirement(into: &writer)
            }
            writer.line()
            writer.line("/// The one table from errors to statuses; anything unknown is 500.")
            writer.line("func problem(for error: any Error, context: RequestContext) -> Problem")
        }
        for (pattern, declaration) in zip(schemas.patterns, schemas.patternDeclarations) {
            writer.line()
            writer.line("/// `\(SwiftLiteral.comment(pattern))`")
            writer.line(declaration)
        }
        return writer.text
    }

    private func security() -> String {
        var writer = LineWriter()
        writer.line()
        SecurityEmitter(contract: contract).emit(into: &writer)
        return writer.text
    }

    private func routes() -> String {
        var writer = LineWriter()
        let routes = RoutesEmitter(contract: contract)
        writer.line()
        writer.line("/// The contract between HTTP and an implementation: routes, security, decoding, encoding.")
        let generics = "<Implementation: API, Authenticating: Authenticator>"
        let condition = "where Implementation.Principal == Authenticating.Principal"
        writer.line("package struct GeneratedContract\(generics): ContractDefinition")
        writer.block(condition) { writer in
            writer.line("let implementation: Implementation")
            writer.line("let authenticator: Authenticating")
            writer.line()
            writer.block("package init(implementation: Implementation, authenticator: Authenticating)") { writer in
                writer.line("self.implementation = implementation")
                writer.line("self.authenticator = authenticator")
            }
            writer.line()
            writer.block("package var routes: [Route]") { $0.line("ContractTables.routes") }
            writer.line()
            writer.block("package var operations: [OperationDescription]") { $0.line("ContractTables.operations") }
            writer.line()
            writer.block("package func route(_ path: Bytes) -> Int?") { $0.line("ContractTables.route(path)") }
            writer.line()
            writer.block("package func problem(for error: any Error, context: RequestContext) -> Problem") {
                $0.line("implementation.problem(for: error, context: context)")
            }
            writer.line()
            SecurityEmitter(contract: contract).emitAuthenticate(into: &writer)
            writer.line()
            PerformEmitter(operations: operations).emit(into: &writer)
        }
        writer.line()
        writer.line("/// The facts of the contract that need no implementation.")
        writer.block("package enum ContractTables") { writer in
            routes.emitTable(into: &writer)
            writer.line()
            routes.emitDescriptions(into: &writer)
            writer.line()
            routes.emitMatch(into: &writer)
        }
        return writer.text
    }

    private func documentText(_ document: String) -> String {
        var writer = LineWriter()
        writer.line("// Made from api/ by `contract-generator generate`; edit the contract, not this file.")
        writer.line()
        writer.line("/// The whole contract as one OpenAPI document, as `GET /openapi.json` answers it.")
        writer.block("package enum OpenAPIDocument") { writer in
            writer.line("/// `info.version` of the contract.")
            writer.line("package static let version: StaticString = \(SwiftLiteral.string(contract.version))")
            writer.literal("package static let json: StaticString =", document)
        }
        return writer.text
    }
}
