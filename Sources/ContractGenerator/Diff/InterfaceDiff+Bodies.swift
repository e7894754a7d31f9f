/// Request bodies and media types.
extension InterfaceDiff {
    func compareBodies(_ before: DiffOperation, _ after: DiffOperation, _ context: DiffContext) {
        var context = context
        context.subject += ", request body"
        compareLimits(before.node, after.node, context)
        let was = before.node["requestBody"].map(old.follow)
        let isNow = after.node["requestBody"].map(new.follow)
        switch (was, isNow) {
        case (nil, nil): break
        case (let was?, nil): add(.bodyRemoved, context, old: was, new: after.node, "the request body is gone")
        case (nil, let isNow?):
            let isRequired = isNow["required"]?.bool ?? false
            let rule: DiffRule = isRequired ? .requiredBodyAdded : .optionalBodyAdded
            let message = isRequired ? "a request body is required" : "a request body is allowed"
            add(rule, context, old: before.node, new: isNow, message)
        case (let was?, let isNow?):
            let wasRequired = was["required"]?.bool ?? false
            let isRequired = isNow["required"]?.bool ?? false
            if wasRequired != isRequired {
                let rule: DiffRule = isRequired ? .bodyBecameRequired : .bodyBecameOptional
                let message = "the request body is \(isRequired ? "required" : "optional")"
                add(rule, context, old: was["required"] ?? was, new: isNow["required"] ?? isNow, message)
            }
            compareContent(was["content"] ?? was, isNow["content"] ?? isNow, context)
        }
    }

    /// `x-max-body-bytes`, without which there is no limit, and `x-max-depth`, which has a default.
    private func compareLimits(_ before: SpecNode, _ after: SpecNode, _ context: DiffContext) {
        guard before["requestBody"] != nil, after["requestBody"] != nil else { return }
        let was = before["x-max-body-bytes"]
        let isNow = after["x-max-body-bytes"]
        let (one, other): (Int64, Int64) = (was?.integer ?? .max, isNow?.integer ?? .max)
        if one != other {
            let texts: [String] = [isNow, was].map { $0?.integer.map { "\($0) bytes" } ?? "unlimited" }
            let rule: DiffRule = other < one ? .bodyLimitLowered : .bodyLimitRaised
            add(rule, context, old: was ?? before, new: isNow ?? after, "the limit is \(texts[0]), was \(texts[1])")
        }
        let depths: [SpecNode?] = [before["x-max-depth"], after["x-max-depth"]]
        let levels = depths.map { $0?.integer ?? Int64(RequestBody.standardDepth) }
        guard levels[0] != levels[1] else { return }
        let rule: DiffRule = levels[1] < levels[0] ? .depthLimitLowered : .depthLimitRaised
        let message = "the JSON nests at most \(levels[1]) deep, was \(levels[0])"
        add(rule, context, old: depths[0] ?? before, new: depths[1] ?? after, message)
    }

    /// Compares the values of two `content` members.
    func compareContent(_ before: SpecNode, _ after: SpecNode, _ context: DiffContext) {
        let was = before.members
        let isNow = after.members
        for (name, node) in was {
            guard let other = isNow.first(where: { Self.covers($0.key, name) }) else {
                add(.mediaTypeRemoved, context, old: node, new: after, "the media type \(name) is gone")
                continue
            }
            var inner = context
            if was.count > 1 { inner.subject += " in " + name }
            guard let one = node["schema"] ?? other.node["schema"] else { continue }
            // Without a schema anything is allowed, as with an empty one.
            schemas.enqueue(
                SchemaDiff.Pair(
                    old: node["schema"].map { [$0] } ?? [],
                    new: other.node["schema"].map { [$0] } ?? [],
                    oldAnchor: node["schema"] == nil ? node : one,
                    newAnchor: other.node["schema"] ?? other.node,
                    context: inner
                )
            )
        }
        for (name, node) in isNow where !was.contains(where: { Self.covers($0.key, name) || Self.covers(name, $0.key) })
        {
            add(.mediaTypeAdded, context, old: before, new: node, "the media type \(name) is new")
        }
    }

    /// True where a media type or range includes another media type (RFC 9110, section 12.5.1).
    private static func covers(_ range: String, _ name: String) -> Bool {
        let (one, other): (String, String) = (plain(range), plain(name))
        if one == other || one == "*/*" { return true }
        return one.hasSuffix("/*") && other.hasPrefix(one.dropLast())
    }

    /// In lower case and without spaces.
    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != " " && $0 != "\t" } }
}
