/// Renders where in a document a value stands (RFC 6901); only on the error path.
enum JSONPointer {
    /// The pointer to the value at tape index `target`; a member's name counts as its value.
    static func pointer(to target: Int, from root: JSONValue) -> String {
        var pointer: String = ""
        var current: JSONValue = root
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
            var members: JSONMembers = container.members
            while let (name, value) = members.nextWithNameAsValue() {
                if target >= name.index && target < value.end { return (escape(name.string), value) }
            }
        } else if container.isArray {
            var elements: JSONElements = container.elements
            var position: Int = 0
            while let value = elements.next() {
                if target >= value.index && target < value.end { return (String(position), value) }
                position += 1
            }
        }
        return nil
    }

    static func escape(_ token: String) -> String {
        token.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
