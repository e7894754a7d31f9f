/// The places in the bundle of everything that is referred to.
struct BundleComponents {
    struct Component {
        let node: SpecNode
        let kind: SpecKind
        let section: String
        let name: String
    }

    /// The parts that become components and are none yet, by section and name.
    private(set) var added: [Component] = []
    /// Pointers in the bundle by location in the specification; inner locations are found through outer ones.
    private var pointers: [ExactText: String] = [:]
    /// Components of the entry that are only references, by location: their targets stand in their places.
    private var places: Set<ExactText> = []
    private let entryPath: String

    init(registry: Registry) {
        entryPath = registry.entry?.file.path ?? ""
        var names: Set<String> = []
        for (section, members) in registry.entry?["components"]?.members ?? [] {
            for (name, node) in members.members {
                names.insert(section + "/" + name)
                claim(node, registry)
            }
        }
        let targets = Self.targets(registry, entryPath: entryPath)
        for target in targets where pointers[ExactText(target.node.location)] == nil {
            guard let section = Self.section(of: target.kind) else { continue }
            var name = Self.name(of: target.node)
            var number = 2
            while !names.insert(section + "/" + name).inserted {
                name = Self.name(of: target.node) + String(number)
                number += 1
            }
            added.append(Component(node: target.node, kind: target.kind, section: section, name: name))
            pointers[ExactText(target.node.location)] = "#/components/\(section)/\(JSONPointer.escape(name))"
        }
        added.sort { ($0.section, $0.name) < ($1.section, $1.name) }
    }

    /// True where a node is a component of the entry that only refers to another file.
    func isPlace(_ node: SpecNode) -> Bool { places.contains(ExactText(node.location)) }

    /// The place of a node in the bundle; nil where it is not part of it.
    func pointer(to node: SpecNode) -> String? {
        for count in stride(from: node.path.count, through: 0, by: -1) {
            let ancestor = SpecNode(file: node.file, path: Array(node.path.prefix(count)), value: .null)
            guard let pointer = pointers[ExactText(ancestor.location)] else { continue }
            let rest = SpecNode(file: node.file, path: Array(node.path.dropFirst(count)), value: .null).pointer
            return pointer + Self.fragment(rest)
        }
        return node.file.path == entryPath ? "#" + Self.fragment(node.pointer) : nil
    }

    /// A component that is only a reference to another file lends its place to the target.
    private mutating func claim(_ node: SpecNode, _ registry: Registry) {
        guard node.members.count == 1, node["$ref"] != nil, let target = try? registry.follow(node),
            target.file.path != entryPath, pointers[ExactText(target.location)] == nil
        else { return }
        places.insert(ExactText(node.location))
        pointers[ExactText(target.location)] = "#" + Self.fragment(node.pointer)
    }

    /// The parts of other files that are referred to, without what lies inside another target.
    private static func targets(_ registry: Registry, entryPath: String) -> [(node: SpecNode, kind: SpecKind)] {
        var found: [ExactText: (node: SpecNode, kind: SpecKind)] = [:]
        for reference in registry.references where reference.target.file.path != entryPath {
            guard reference.kind != .pathItem else { continue }
            found[ExactText(reference.target.location)] = (reference.target, reference.kind)
        }
        let outer = found.values.filter { target in
            !(0..<target.node.path.count).contains { count in
                let path = Array(target.node.path.prefix(count))
                let ancestor = SpecNode(file: target.node.file, path: path, value: .null)
                return found[ExactText(ancestor.location)] != nil
            }
        }
        return outer.sorted { rank($0) < rank($1) }
    }

    /// The order in which names are given: files in the folder of their kind, other files, parts of files.
    private static func rank(_ target: (node: SpecNode, kind: SpecKind)) -> (Int, String) {
        guard target.node.path.isEmpty else { return (2, target.node.location) }
        let isAtHome = section(of: target.kind).map { target.node.file.path.hasPrefix($0 + "/") } ?? false
        return (isAtHome ? 0 : 1, target.node.location)
    }

    private static func section(of kind: SpecKind) -> String? {
        switch kind {
        case .schema: "schemas"
        case .response: "responses"
        case .parameter: "parameters"
        case .example: "examples"
        case .requestBody: "requestBodies"
        case .header: "headers"
        case .securityScheme: "securitySchemes"
        case .link: "links"
        case .callback: "callbacks"
        default: nil
        }
    }

    /// The last token of the pointer, or the file's name without its extension; of the characters component names
    /// allow.
    private static func name(of node: SpecNode) -> String {
        var name = node.path.last ?? node.file.path.split(separator: "/").last.map(String.init) ?? "Component"
        if node.path.isEmpty, name.hasSuffix(".json") { name.removeLast(5) }
        var clean = ""
        for scalar in name.unicodeScalars {
            let isAllowed = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            clean.unicodeScalars.append(isAllowed || scalar == "." || scalar == "-" || scalar == "_" ? scalar : "_")
        }
        return clean.isEmpty ? "Component" : clean
    }

    /// A JSON pointer as a URI fragment (RFC 6901, section 6).
    private static func fragment(_ pointer: String) -> String {
        var text = ""
        for byte in pointer.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text.unicodeScalars.append(Unicode.Scalar(byte))
            case _ where "-._~!$&'()*+,;=:@/?".utf8.contains(byte): text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
