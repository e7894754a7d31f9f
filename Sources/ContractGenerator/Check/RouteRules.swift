/// Path templates: well-formed, and no two that could match the same request.
enum RouteRules {
    static func check(_ contract: Contract, _ registry: Registry, _ report: inout Report) {
        var known: [Int: [Template]] = [:]
        for (path, node) in registry.entry?["paths"]?.members ?? [] where !path.hasPrefix("x-") {
            guard path.hasPrefix("/") else {
                report.add(
                    .invalidPath,
                    at: node,
                    "the path \"\(path)\" does not begin with /",
                    advice: "Write \"/\(path)\"."
                )
                continue
            }
            if let fault = fault(in: path) {
                report.add(.invalidPath, at: node, "the path \"\(path)\" \(fault.message)", advice: fault.advice)
                continue
            }
            for spelling in spellings(of: path, node, registry, &report) {
                let template = Template(path: path, spelling: spelling)
                if let other = known[template.segments.count, default: []].first(where: template.isAmbiguous(with:)) {
                    report.add(
                        .ambiguousRoute,
                        at: node,
                        "\"\(path)\" and \"\(other.path)\" match the same requests",
                        advice: "Make one path of the two, or tell them apart by a literal segment."
                    )
                } else {
                    known[template.segments.count, default: []].append(template)
                }
            }
        }
    }

    /// The paths under which a template is served: with `x-optional-trailing-slash` both spellings of its last slash.
    private static func spellings(
        of path: String,
        _ node: SpecNode,
        _ registry: Registry,
        _ report: inout Report
    ) -> [String] {
        guard let item = try? registry.follow(node), let flag = item["x-optional-trailing-slash"], flag.bool == true
        else { return [path] }
        if let other = otherSpelling(of: path) { return [path, other] }
        report.add(
            .ineffectiveKeyword,
            at: flag,
            "\"x-optional-trailing-slash\" does nothing at \"/\", which has no other spelling",
            advice: "Remove it."
        )
        return [path]
    }

    /// The path without its last slash, or with one; nil of "/", without which no path is left.
    static func otherSpelling(of path: String) -> String? {
        if path == "/" { return nil }
        return path.hasSuffix("/") ? String(path.dropLast()) : path + "/"
    }

    /// A path as the router sees it.
    private struct Template {
        let path: String
        let segments: [(text: String, isParameter: Bool)]

        init(path: String, spelling: String) {
            self.path = path
            segments = RouteRules.segments(of: spelling).map { ($0, RouteRules.parameter($0) != nil) }
        }

        /// True where some request matches both and neither path is the more literal one throughout: the router tries
        /// literals first, so `/a/{x}` beside `/{y}/{z}` is plain, `/a/{x}` beside `/{y}/b` is a guess.
        func isAmbiguous(with other: Template) -> Bool {
            var isMoreLiteral = false
            var isLessLiteral = false
            for (one, two) in zip(segments, other.segments) {
                switch (one.isParameter, two.isParameter) {
                case (false, false): if one.text != two.text { return false }
                case (false, true): if one.text.isEmpty { return false } else { isMoreLiteral = true }
                case (true, false): if two.text.isEmpty { return false } else { isLessLiteral = true }
                case (true, true): break
                }
            }
            return isMoreLiteral == isLessLiteral
        }
    }

    /// The names in a template, in order.
    static func parameters(in path: String) -> [String] { segments(of: path).compactMap(parameter) }

    private static func segments(of path: String) -> [String] {
        path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    private static func parameter(_ segment: String) -> String? {
        guard segment.hasPrefix("{"), segment.hasSuffix("}"), segment.utf8.count > 2 else { return nil }
        return String(segment.dropFirst().dropLast())
    }

    private static func fault(in path: String) -> (message: String, advice: String)? {
        var names: Set<String> = []
        let segments = segments(of: path).dropFirst()
        for (index, segment) in segments.enumerated() {
            if segment.isEmpty, index < segments.count - 1 {
                return ("has an empty segment", "Remove the second slash.")
            }
            let name = parameter(segment)
            if (name ?? segment).utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
                return (
                    "has a brace in \"\(segment)\"", "A segment is either literal or one parameter: \"/files/{name}\"."
                )
            }
            if segment.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || "?#%\"<>\\^`|".utf8.contains($0) }) {
                return (
                    "has a character in \"\(segment)\" that no path segment may hold",
                    "Write literal segments in unreserved ASCII characters."
                )
            }
            if segment == "." || segment == ".." {
                return ("has the segment \"\(segment)\", which clients resolve away", "Write the path without it.")
            }
            if let name, !names.insert(name).inserted {
                return ("names the parameter \"\(name)\" twice", "Give each parameter a name of its own.")
            }
        }
        return nil
    }
}
