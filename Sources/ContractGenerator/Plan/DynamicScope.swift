/// The schemas that `$dynamicRef` can lead to from a place: for each `$dynamicAnchor` name, the schema in the outermost
/// resource that was entered on the way (JSON Schema 2020-12, section 8.2.3.2).
///
/// Two ways to a schema that agree in this are the same scope, so a recursive schema has finitely many.
struct DynamicScope {
    private var anchors: [(name: String, target: SpecNode)] = []

    /// Distinguishes scopes; empty where there is no dynamic anchor.
    private(set) var key: String = ""

    /// Enters a schema resource: of anchors with one name the outermost counts, so known names stay.
    mutating func enter(_ resource: SpecNode, _ registry: Registry) {
        for anchor in registry.dynamicAnchors(of: resource)
        where !anchors.contains(where: { $0.name.utf8.elementsEqual(anchor.name.utf8) }) {
            anchors.append(anchor)
        }
        key = anchors.map { " \($0.name)=\($0.target.location)" }.sorted().joined()
    }

    /// The schema that a `$dynamicRef` leads to, given where it leads as a `$ref`: only a target that is a dynamic
    /// anchor of the fragment's name is replaced.
    func target(of reference: String, initially target: SpecNode) -> SpecNode {
        guard let hash = reference.firstIndex(of: "#") else { return target }
        let name = reference[reference.index(after: hash)...]
        guard let anchor = target["$dynamicAnchor"]?.string, anchor.utf8.elementsEqual(name.utf8) else { return target }
        return anchors.first { $0.name.utf8.elementsEqual(name.utf8) }?.target ?? target
    }
}
