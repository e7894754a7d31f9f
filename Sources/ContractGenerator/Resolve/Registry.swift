/// All files of a specification, their objects, and where references lead.
///
/// Only positions that are schemas define `$id`, `$anchor` and `$dynamicAnchor`; a property of that name, or a value
/// inside `enum`, `const`, `default` and examples, does not. Base URIs follow RFC 3986, section 5.1, and JSON Schema
/// 2020-12, section 8.2: a file's own URI is where it was retrieved from, or its path in the specification's folder.
package struct Registry: Sendable {
    /// In the order of their paths.
    package private(set) var files: [SpecFile]
    /// `openapi.json`, where it exists.
    package private(set) var entry: SpecNode?
    /// Every object whose kind is known, parents before children, each once.
    package internal(set) var objects: [SpecObject] = []
    /// Every reference that could be resolved, in the order it was found.
    package internal(set) var references: [SpecReference] = []
    /// The faults of identifiers and references.
    package internal(set) var diagnostics: [Diagnostic] = []

    /// Schema resources and files by their absolute URI.
    var resources: [ExactText: SpecNode] = [:]
    /// Anchors by absolute URI, "#" and name.
    var anchors: [ExactText: SpecNode] = [:]
    /// Dynamic anchors by the absolute URI of their resource.
    var dynamicAnchors: [ExactText: [(name: String, target: SpecNode)]] = [:]
    /// The URIs of schemas that have an `$id`, by location.
    var identifiers: [ExactText: URIReference] = [:]

    package init(files: [SpecFile]) {
        self.files = files.sorted { $0.path < $1.path }
        entry = files.first { $0.path == "openapi.json" }.map { SpecNode(file: $0) }
        var discovery = Discovery(registry: self)
        discovery.run()
        self = discovery.registry
        diagnostics += ReferenceCycles(registry: self).diagnostics
    }

    /// The base URI of a node: that of its nearest ancestor-or-self with an `$id`, else that of its file.
    package func base(of node: SpecNode) -> URIReference {
        if !identifiers.isEmpty {
            for count in stride(from: node.path.count, through: 0, by: -1) {
                let location = SpecNode(file: node.file, path: Array(node.path.prefix(count)), value: .null).location
                if let uri = identifiers[ExactText(location)] { return uri }
            }
        }
        return Self.uri(of: node.file)
    }

    /// The node a `$ref` leads to: one step, the target may be a reference itself. Throws `unresolved-reference`.
    package func resolve(_ reference: String, from node: SpecNode) throws(Diagnostic) -> SpecNode {
        let target = URIReference(reference).resolved(against: base(of: node))
        let uri = Self.key(target)
        guard let resource = resources[ExactText(uri)] else { throw missingResource(reference, target, at: node) }
        guard let fragment = target.fragment, !fragment.isEmpty else { return resource }
        guard let name = URIReference.percentDecoded(fragment) else {
            throw unresolved(reference, "a % in it is not followed by two hexadecimal digits", at: node, advice: nil)
        }
        guard name.hasPrefix("/") else {
            if let anchor = anchors[ExactText(uri + "#" + name)] { return anchor }
            throw unresolved(reference, "no schema has the $anchor \"\(name)\" there", at: node, advice: nil)
        }
        guard let tokens = JSONPointer.tokens(of: name) else {
            throw unresolved(
                reference,
                "its fragment is no JSON pointer",
                at: node,
                advice: "Write ~ as ~0 and / as ~1."
            )
        }
        var current = resource
        for token in tokens {
            guard let next = current.child(token) else {
                let names = current.members.map(\.key)
                throw unresolved(
                    reference,
                    "\(current.file.path)#\(current.pointer) has no \"\(token)\"",
                    at: node,
                    advice: Suggestion.nearest(to: token, among: names).map { "Did you mean \"\($0)\"?" }
                )
            }
            current = next
        }
        return current
    }

    /// The object behind a chain of references; the node itself where it is none. Throws where the chain is broken or
    /// endless.
    package func follow(_ node: SpecNode) throws(Diagnostic) -> SpecNode {
        var current = node
        var seen: Set<ExactText> = []
        while let reference = current["$ref"]?.string {
            guard seen.insert(ExactText(current.location)).inserted else {
                throw ReferenceCycles.diagnostic(at: node)
            }
            current = try resolve(reference, from: current)
        }
        return current
    }

    /// The URI a file is known by.
    static func uri(of file: SpecFile) -> URIReference {
        guard let uri = file.uri else { return URIReference(scheme: "spec", path: "/" + file.path) }
        var parsed = URIReference(uri)
        parsed.fragment = nil
        return parsed
    }

    /// The key under which a resource is registered; paths of files may be written with or without `%XX`.
    static func key(_ uri: URIReference) -> String {
        guard uri.scheme == "spec" else { return uri.absolute }
        return "spec:" + (URIReference.percentDecoded(uri.path) ?? uri.path)
    }

    private func missingResource(_ reference: String, _ target: URIReference, at node: SpecNode) -> Diagnostic {
        guard target.scheme == "spec" else {
            return unresolved(
                reference,
                "no schema of the specification has the $id \(target.absolute)",
                at: node,
                advice: "Nothing is fetched: add the document to the specification and refer to it by its path."
            )
        }
        let path = String(Self.key(target).dropFirst("spec:/".count))
        let nearest = Suggestion.nearest(to: path, among: files.map(\.path))
        return unresolved(
            reference,
            "there is no file \(path)",
            at: node,
            advice: nearest.map { "Did you mean \($0)?" }
        )
    }

    private func unresolved(
        _ reference: String,
        _ reason: String,
        at node: SpecNode,
        advice: String?
    ) -> Diagnostic {
        Diagnostic(
            at: node["$ref"] ?? node,
            rule: .unresolvedReference,
            "\"\(reference)\" leads nowhere: \(reason)",
            advice: advice ?? "Correct the reference, or add what it refers to."
        )
    }
}

/// A `$ref` and what it leads to.
package struct SpecReference: Sendable {
    /// The object that holds the `$ref`.
    package let source: SpecNode
    package let target: SpecNode
    package let kind: SpecKind
}

extension SpecNode {
    /// The child a JSON pointer's token names: a member, or an element by its index.
    package func child(_ token: String) -> SpecNode? {
        guard case .array(let elements) = value else { return self[token] }
        guard let index = Int(token), String(index) == token, elements.indices.contains(index) else { return nil }
        return SpecNode(file: file, path: path + [token], value: elements[index])
    }
}
