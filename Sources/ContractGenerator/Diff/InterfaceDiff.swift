/// Compares what surrounds the schemas; schemas themselves are left to `SchemaDiff`, once all places are known.
final class InterfaceDiff {
    let old: DiffContract
    let new: DiffContract
    let schemas: SchemaDiff

    init(old: DiffContract, new: DiffContract) {
        self.old = old
        self.new = new
        schemas = SchemaDiff(old: old.registry, new: new.registry)
    }

    func add(_ rule: DiffRule, _ context: DiffContext, old: SpecNode, new: SpecNode, _ message: String) {
        schemas.report.add(rule, context, old: old, new: new, message)
    }

    func run() {
        let pairs = pairedPaths()
        var gone: [DiffOperation] = []
        var fresh: [DiffOperation] = []
        for (before, after) in pairs {
            compareSlashes(before, after)
            let others = after.operations
            for operation in before.operations {
                if let other = others.first(where: { $0.method == operation.method }) {
                    compare(operation, other)
                } else {
                    gone.append(operation)
                }
            }
            let methods = before.operations.map(\.method)
            fresh += others.filter { !methods.contains($0.method) }
        }
        let lost = old.paths.filter { path in !pairs.contains { $0.old.template == path.template } }
        let found = new.paths.filter { path in !pairs.contains { $0.new.template == path.template } }
        reportMoves(
            gone + lost.flatMap(\.operations),
            fresh + found.flatMap(\.operations),
            whole: (lost.map(\.template), found.map(\.template))
        )
        schemas.run()
    }

    /// `x-optional-trailing-slash`.
    private func compareSlashes(_ before: DiffPath, _ after: DiffPath) {
        let key = "x-optional-trailing-slash"
        let was = before.item[key]?.bool ?? false
        let isNow = after.item[key]?.bool ?? false
        guard was != isNow else { return }
        add(
            isNow ? .trailingSlashOptional : .trailingSlashRequired,
            DiffContext(subject: after.template),
            old: before.item[key] ?? before.anchor,
            new: after.item[key] ?? after.anchor,
            isNow ? "both spellings of the last slash are served" : "one spelling of the last slash is served"
        )
    }

    /// Paths of the same name, then paths whose parameters alone have other names.
    private func pairedPaths() -> [(old: DiffPath, new: DiffPath)] {
        var candidates = new.paths
        var pairs: [(old: DiffPath, new: DiffPath)] = []
        var open: [DiffPath] = []
        for path in old.paths {
            if let index = candidates.firstIndex(where: { $0.template == path.template }) {
                pairs.append((path, candidates.remove(at: index)))
            } else {
                open.append(path)
            }
        }
        for path in open {
            guard let index = candidates.firstIndex(where: { $0.shape == path.shape }) else { continue }
            pairs.append((path, candidates.remove(at: index)))
        }
        return pairs
    }

    /// Operations that are on one side alone: moved, where the other side has the same operationId, else gone or new.
    private func reportMoves(
        _ gone: [DiffOperation],
        _ fresh: [DiffOperation],
        whole: (lost: [String], found: [String])
    ) {
        var fresh = fresh
        var isReported: Set<ExactText> = []
        for operation in gone {
            let context = DiffContext(subject: operation.title)
            if !operation.id.isEmpty, let index = fresh.firstIndex(where: { $0.id == operation.id }) {
                let other = fresh.remove(at: index)
                add(.operationMoved, context, old: operation.node, new: other.node, "it is \(other.title) now")
                continue
            }
            let place = nearest(operation.path.template, in: new)
            guard whole.lost.contains(operation.path.template) else {
                add(.operationRemoved, context, old: operation.node, new: place, "the operation is gone")
                continue
            }
            guard isReported.insert(ExactText(operation.path.template)).inserted else { continue }
            let path = DiffContext(subject: operation.path.template)
            add(.pathRemoved, path, old: operation.path.anchor, new: place, "the path is gone")
        }
        isReported = []
        for operation in fresh {
            let place = nearest(operation.path.template, in: old)
            guard whole.found.contains(operation.path.template) else {
                let context = DiffContext(subject: operation.title)
                add(.operationAdded, context, old: place, new: operation.node, "the operation is new")
                continue
            }
            guard isReported.insert(ExactText(operation.path.template)).inserted else { continue }
            let path = DiffContext(subject: operation.path.template)
            add(.pathAdded, path, old: place, new: operation.path.anchor, "the path is new")
        }
    }

    private func nearest(_ template: String, in contract: DiffContract) -> SpecNode {
        contract.paths.first { $0.template == template }?.item ?? contract.entry["paths"] ?? contract.entry
    }

    private func compare(_ before: DiffOperation, _ after: DiffOperation) {
        let context = DiffContext(subject: after.title)
        if before.id != after.id {
            let place = before.node["operationId"] ?? before.node
            let message = "the operationId is \"\(after.id)\", was \"\(before.id)\""
            add(.operationIdChanged, context, old: place, new: after.node["operationId"] ?? after.node, message)
        }
        compareDeprecation(before.node, after.node, context)
        compareServers(before, after, context)
        compareParameters(before, after, context)
        compareBodies(before, after, context)
        compareResponses(before, after, context)
        compareSecurity(before, after, context)
    }

    func compareDeprecation(_ before: SpecNode, _ after: SpecNode, _ context: DiffContext) {
        let was = before["deprecated"]?.bool ?? false
        let isNow = after["deprecated"]?.bool ?? false
        guard was != isNow else { return }
        let rule: DiffRule = isNow ? .deprecated : .undeprecated
        let message = isNow ? "deprecated" : "not deprecated"
        add(rule, context, old: before["deprecated"] ?? before, new: after["deprecated"] ?? after, message)
    }

    private func compareServers(_ before: DiffOperation, _ after: DiffOperation, _ context: DiffContext) {
        let was = servers(of: before, in: old)
        let isNow = servers(of: after, in: new)
        for (url, node) in was where !isNow.contains(where: { $0.url == url }) {
            let place = isNow.first?.node ?? new.entry
            add(.serverRemoved, context, old: node, new: place, "the server \(url) is gone")
        }
        for (url, node) in isNow where !was.contains(where: { $0.url == url }) {
            let place = was.first?.node ?? old.entry
            add(.serverAdded, context, old: place, new: node, "the server \(url) is new")
        }
    }

    /// The URLs without a last slash; "" where none is given, as OpenAPI has it.
    private func servers(of operation: DiffOperation, in contract: DiffContract) -> [(url: String, node: SpecNode)] {
        let lists: [SpecNode?] = [operation.node["servers"], operation.path.item["servers"], contract.entry["servers"]]
        guard let list = lists.lazy.compactMap({ $0 }).first(where: { !$0.elements.isEmpty }) else {
            return [("", contract.entry)]
        }
        return list.elements.map { server in
            let url = server["url"]?.string ?? ""
            return (url.hasSuffix("/") ? String(url.dropLast()) : url, server)
        }
    }
}
