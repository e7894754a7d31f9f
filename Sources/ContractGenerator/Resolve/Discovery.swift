/// Finds every object of a specification: from the entry through structure and references.
struct Discovery {
    var registry: Registry
    private var kinds: [ExactText: SpecKind] = [:]
    private var pending: [SpecObject] = []

    init(registry: Registry) { self.registry = registry }

    mutating func run() {
        for file in registry.files {
            register(SpecNode(file: file), as: Registry.uri(of: file))
        }
        if let entry = registry.entry {
            visit(SpecObject(node: entry, kind: .document), base: Registry.uri(of: entry.file))
        }
        for file in registry.files {
            if let kind = expectedKind(of: file) {
                visit(SpecObject(node: SpecNode(file: file), kind: kind), base: Registry.uri(of: file))
            }
        }
        followReferences()
    }

    /// The kind of object that a file holds, judged by its folder; nil where only a reference can tell.
    private func expectedKind(of file: SpecFile) -> SpecKind? {
        if file.path == "openapi.json" { return .document }
        if registry.entry == nil || file.uri != nil { return .schema }
        switch file.path.split(separator: "/").first {
        case "schemas": return .schema
        case "paths": return .pathItem
        case "parameters": return .parameter
        case "responses": return .response
        case "requestBodies": return .requestBody
        case "headers": return .header
        default: return nil
        }
    }

    /// Registers the object, its identifiers and everything inside; nesting is bounded by the reader.
    private mutating func visit(_ object: SpecObject, base: URIReference) {
        let location = ExactText(object.node.location)
        if kinds[location] != nil { return }
        kinds[location] = object.kind
        registry.objects.append(object)
        var base = base
        if object.kind == .schema { base = identify(object.node, location, base: base) }
        if object.kind.mayBeReference, object.node["$ref"]?.string != nil { pending.append(object) }
        for child in object.children { visit(child, base: base) }
    }

    /// Notes a schema's `$id` and anchors; returns the base URI of what is inside.
    private mutating func identify(_ node: SpecNode, _ location: ExactText, base: URIReference) -> URIReference {
        var base = base
        if let identifier = node["$id"], let text = identifier.string {
            var uri = URIReference(text).resolved(against: base)
            if let fragment = uri.fragment, !fragment.isEmpty {
                registry.diagnostics.append(
                    Diagnostic(
                        at: identifier,
                        rule: .invalidID,
                        "an $id cannot have a fragment, this one has \"#\(fragment)\"",
                        advice: "Remove the fragment; use $anchor to name a place inside the schema."
                    )
                )
            }
            uri.fragment = nil
            base = uri
            registry.identifiers[location] = uri
            register(node, as: uri)
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let anchor = node[keyword], let name = anchor.string else { continue }
            let key = ExactText(Registry.key(base) + "#" + name)
            if keyword == "$dynamicAnchor" {
                registry.dynamicAnchors[ExactText(Registry.key(base)), default: []].append((name, node))
            }
            if let other = registry.anchors[key], other.location != node.location {
                registry.diagnostics.append(
                    Diagnostic(
                        at: anchor,
                        rule: .duplicateAnchor,
                        "the anchor \"\(name)\" is also defined at \(other.location)",
                        advice: "Rename one of the two."
                    )
                )
            } else {
                registry.anchors[key] = node
            }
        }
        return base
    }

    private mutating func register(_ node: SpecNode, as uri: URIReference) {
        let key = ExactText(Registry.key(uri))
        if let other = registry.resources[key], other.location != node.location {
            registry.diagnostics.append(
                Diagnostic(
                    at: node["$id"] ?? node,
                    rule: .duplicateID,
                    "the identifier \(key.text) is also that of \(other.location)",
                    advice: "Give each schema an $id of its own."
                )
            )
        } else {
            registry.resources[key] = node
        }
    }

    /// Follows references until nothing new is found. A reference may need an `$id` that only another one uncovers, so
    /// those that fail are tried again as long as there is progress.
    private mutating func followReferences() {
        var failures: [(object: SpecObject, diagnostic: Diagnostic)] = []
        var known = 0
        repeat {
            known = registry.objects.count
            pending += failures.map(\.object)
            failures = []
            while let object = pending.popLast() {
                do throws(Diagnostic) {
                    try follow(object)
                } catch {
                    failures.append((object, error))
                }
            }
        } while !failures.isEmpty && registry.objects.count > known
        registry.diagnostics += failures.map(\.diagnostic)
    }

    private mutating func follow(_ object: SpecObject) throws(Diagnostic) {
        guard let reference = object.node["$ref"]?.string else { return }
        let target = try registry.resolve(reference, from: object.node)
        if let kind = kinds[ExactText(target.location)], kind != object.kind {
            registry.diagnostics.append(
                Diagnostic(
                    at: object.node["$ref"] ?? object.node,
                    rule: .wrongReference,
                    "\(object.kind.phrase) is expected here, but \"\(reference)\" leads to \(kind.phrase)",
                    advice: "Refer to \(object.kind.phrase)."
                )
            )
            return
        }
        registry.references.append(SpecReference(source: object.node, target: target, kind: object.kind))
        visit(SpecObject(node: target, kind: object.kind), base: registry.base(of: target))
    }
}
