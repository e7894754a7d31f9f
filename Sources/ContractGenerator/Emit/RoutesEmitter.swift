/// The router: a generated decision tree over path segments, static ones before parameters.
struct RoutesEmitter {
    private let contract: Contract
    private let routes: [Route]

    /// One path template with its operations.
    private struct Route {
        let path: String
        let segments: [String]
        /// The segments of the other spelling of the last slash, where it is served as well.
        let otherSegments: [String]?
        var operations: [(method: String, index: Int)]

        /// The `Allow` field: HEAD comes with GET, OPTIONS with everything.
        var allow: String {
            var methods = operations.map { $0.method.uppercased() }
            if methods.contains("GET") && !methods.contains("HEAD") { methods.append("HEAD") }
            return (methods + ["OPTIONS"]).sorted().joined(separator: ", ")
        }
    }

    init(contract: Contract) {
        self.contract = contract
        var routes: [Route] = []
        var numbers: [String: Int] = [:]
        for (index, operation) in contract.operations.enumerated() {
            if let known = numbers[operation.path] {
                routes[known].operations.append((operation.method, index))
            } else {
                numbers[operation.path] = routes.count
                let own: [(method: String, index: Int)] = [(operation.method, index)]
                let other: String? = operation.hasOptionalSlash ? RouteRules.otherSpelling(of: operation.path) : nil
                routes.append(
                    Route(
                        path: operation.path,
                        segments: Self.segments(of: operation.path),
                        otherSegments: other.map(Self.segments),
                        operations: own
                    )
                )
            }
        }
        self.routes = routes
    }

    private static func segments(of path: String) -> [String] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    func emitTable(into writer: inout LineWriter) {
        writer.line("/// The paths of the contract, in the order that `route` numbers them.")
        emitArray("routes", of: "Route", into: &writer) { writer in
            for route in routes {
                let methods: [String] = ["get", "post", "put", "patch", "delete"].compactMap { method in
                    route.operations.first { $0.method == method }.map { "\(method): \($0.index)" }
                }
                let allow = SwiftLiteral.string(route.allow)
                writer.line("// \(SwiftLiteral.comment(route.path))")
                writer.line("all.append(Route(allow: \(allow), \(methods.joined(separator: ", "))))")
            }
        }
    }

    /// A constant array, made element by element: the time and memory that a literal costs the compiler grow with the
    /// square of its elements, to 11 s and 5 GB for a thousand operations.
    private func emitArray(
        _ name: String,
        of element: String,
        into writer: inout LineWriter,
        _ append: (inout LineWriter) -> Void
    ) {
        guard !contract.operations.isEmpty else {
            writer.line("package static let \(name): [\(element)] = []")
            return
        }
        let maker = "make" + SchemaNames.upperCamel(name)
        writer.line("package static let \(name): [\(element)] = \(maker)()")
        writer.line()
        writer.block("private static func \(maker)() -> [\(element)]") { writer in
            writer.line("var all: [\(element)] = []")
            append(&writer)
            writer.line("return all")
        }
    }

    func emitMatch(into writer: inout LineWriter) {
        let numbered: [(number: Int, segments: [String])] = routes.enumerated().flatMap { number, route in
            [route.segments, route.otherSegments].compactMap { $0 }.map { (number, $0) }
        }
        writer.line("/// The number of the route that `path` names; nil where there is none.")
        writer.block("package static func route(_ path: Bytes) -> Int?") { writer in
            writer.line("let segments: PathSegments = PathSegments(path)")
            writer.choice("segments.count") { writer in
                for count in Set(numbered.map(\.segments.count)).sorted() {
                    writer.branch("case \(count)") {
                        emitLevel(0, numbered.filter { $0.segments.count == count }, into: &$0)
                    }
                }
                writer.line("default: break")
            }
            writer.line("return nil")
        }
    }

    private func emitLevel(
        _ depth: Int,
        _ routes: [(number: Int, segments: [String])],
        into writer: inout LineWriter
    ) {
        guard let first = routes.first else { return }
        if depth == first.segments.count {
            writer.line("return \(first.number)")
            return
        }
        var literals: [String] = []
        var below: [String: [(number: Int, segments: [String])]] = [:]
        for route in routes where !route.segments[depth].hasPrefix("{") {
            let literal = route.segments[depth]
            if below[literal] == nil { literals.append(literal) }
            below[literal, default: []].append(route)
        }
        for literal in literals {
            let condition = "segments[\(depth)] == \(SwiftLiteral.string(literal))"
            writer.block("if \(condition)") { writer in
                emitLevel(depth + 1, below[literal] ?? [], into: &writer)
            }
        }
        let parameters = routes.filter { $0.segments[depth].hasPrefix("{") }
        if !parameters.isEmpty {
            writer.block("if !segments[\(depth)].isEmpty") { emitLevel(depth + 1, parameters, into: &$0) }
        }
    }

    /// The facts of each operation that the generic layer needs before its handler runs.
    func emitDescriptions(into writer: inout LineWriter) {
        writer.line("/// The operations of the contract, in the order of their numbers.")
        emitArray("operations", of: "OperationDescription", into: &writer) { writer in
            for operation in contract.operations {
                let body: String =
                    operation.body.map { body in
                        let types = body.content.map { SwiftLiteral.string($0.name) }.joined(separator: ", ")
                        return ", maxBodyBytes: \(body.maxBytes), consumes: [\(types)]"
                    } ?? ""
                let success = operation.responses.first { $0.status < 300 && !$0.content.isEmpty }
                let produces = success.map { ", produces: \(SwiftLiteral.string($0.content[0].name))" } ?? ""
                let limit = operation.rateLimit.map { ", limit: .\($0)" } ?? ""
                let tag = operation.node["tags"]?.elements.first?.string ?? ""
                writer.line(
                    "all.append(OperationDescription(id: \(SwiftLiteral.string(operation.id)), "
                        + "path: \(SwiftLiteral.string(operation.path)), "
                        + "tag: \(SwiftLiteral.string(tag))\(limit)\(body)\(produces)))"
                )
            }
        }
    }
}
