/// Responses and their headers.
extension InterfaceDiff {
    func compareResponses(_ before: DiffOperation, _ after: DiffOperation, _ context: DiffContext) {
        let was = responses(of: before, in: old)
        let isNow = responses(of: after, in: new)
        for (status, node) in was {
            if let other = Self.response(for: status, in: isNow) {
                compare(node, other.node, status, context)
            } else {
                let rule: DiffRule = Self.isSuccess(status) ? .successStatusRemoved : .errorStatusRemoved
                let place = after.node["responses"] ?? after.node
                add(rule, context, old: node, new: place, "\(status) is no longer answered")
            }
        }
        for (status, node) in isNow where !was.contains(where: { $0.name == status }) {
            if let other = Self.response(for: status, in: was) {
                compare(other.node, node, status, context)
            } else {
                let rule: DiffRule = Self.isSuccess(status) ? .successStatusAdded : .errorStatusAdded
                let place = before.node["responses"] ?? before.node
                add(rule, context, old: place, new: node, "\(status) may be answered")
            }
        }
    }

    private func responses(of operation: DiffOperation, in contract: DiffContract) -> [(name: String, node: SpecNode)] {
        contract.entries(operation.node["responses"]).filter { !$0.name.hasPrefix("x-") }
    }

    /// The response for a status: itself, its class ("4XX"), or "default".
    private static func response(
        for status: String,
        in responses: [(name: String, node: SpecNode)]
    ) -> (name: String, node: SpecNode)? {
        for key in [status, status.prefix(1) + "XX", "default"] {
            if let response = responses.first(where: { $0.name.uppercased() == key.uppercased() }) { return response }
        }
        return nil
    }

    private static func isSuccess(_ status: String) -> Bool {
        status.utf8.first.map { (UInt8(ascii: "1")...UInt8(ascii: "3")).contains($0) } ?? false
    }

    private func compare(_ before: SpecNode, _ after: SpecNode, _ status: String, _ context: DiffContext) {
        var context = context
        context.subject += ", response " + status
        context.direction = .response
        compareHeaders(before, after, context)
        compareContent(before["content"] ?? before.without, after["content"] ?? after.without, context)
    }

    private func compareHeaders(_ before: SpecNode, _ after: SpecNode, _ context: DiffContext) {
        let was = old.entries(before["headers"])
        let isNow = new.entries(after["headers"])
        for (name, node) in was {
            let wasRequired = node["required"]?.bool ?? false
            guard let other = isNow.first(where: { $0.name.lowercased() == name.lowercased() })?.node else {
                let rule: DiffRule = wasRequired ? .requiredHeaderRemoved : .optionalHeaderRemoved
                add(rule, context, old: node, new: after["headers"] ?? after, "the header \(name) is gone")
                continue
            }
            let isRequired = other["required"]?.bool ?? false
            if wasRequired != isRequired {
                let rule: DiffRule = isRequired ? .headerBecameRequired : .headerBecameOptional
                let message = "the header \(name) is \(isRequired ? "always there" : "optional")"
                add(rule, context, old: node["required"] ?? node, new: other["required"] ?? other, message)
            }
            var inner = context
            inner.subject += ", header " + name
            compareDeprecation(node, other, inner)
            if let one = node["schema"], let another = other["schema"] { schemas.enqueue(one, another, inner) }
        }
        for (name, node) in isNow where !was.contains(where: { $0.name.lowercased() == name.lowercased() }) {
            add(.headerAdded, context, old: before["headers"] ?? before, new: node, "the header \(name) is new")
        }
    }
}

extension SpecNode {
    /// The same place with nothing in it.
    fileprivate var without: SpecNode { SpecNode(file: file, path: path, value: .null) }
}
