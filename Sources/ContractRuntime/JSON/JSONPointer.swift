/// Renders where in a document a value stands (RFC 6901); only on the error path.
enum JSONPointer {
    /// The pointer to the value at tape index `target`; a member's name counts as its value.
    static func pointer(to target: Int, from root: JSONValue) -> String {
        var pointer = ""
        var current = root
        while current.index != target {
            guard let (token, child) = step(from: current, towards: target) else { break }
            pointer += "/" + token
            if child.index > target { break }
            current = child
        }
        return pointer
    }

    /// The pointers to several values, in the order asked.
    static func pointers(to targets: [Int], from root: JSONValue) -> [String] {
        targets.map { pointer(to: $0, from: root) }
    }

    /// The child of `container` that is, or holds, the target.
    private static func step(from container: JSONValue, towards target: Int) -> (token: String, child: JSONValue)? {
        if container.isObject {
            var members = container.members
            while let (name, value) = members.nextWithNameAsValue() {
                if target >= name.index && target < value.end { return (escape(name.string), value) }
            }
        } else if container.isArray {
            var elements = container.elements
            var position = 0
            while let value = elements.next() {
                if target >= value.index && target < value.end { return (String(position), value) }
                position += 1
            }
        }
        return nil
    }

    /// Escapes a reference token by scalars: by characters, a "/" with a combining mark behind it would be missed.
    static func escape(_ token: String) -> String {
        guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
        var escaped = String.UnicodeScalarView()
        for scalar in token.unicodeScalars {
            switch scalar {
            case "~": escaped.append(contentsOf: "~0".unicodeScalars)
            case "/": escaped.append(contentsOf: "~1".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
