import Patterns

/// Schemas that say what cannot be, or say nothing at all.
enum SchemaRules {
    private static let types: [String] = ["null", "boolean", "object", "array", "number", "integer", "string"]

    private static let formats: [String] = [
        "date-time", "date", "time", "duration", "uuid", "uri", "uri-reference", "email", "hostname", "ipv4", "ipv6",
        "regex", "json-pointer", "int32", "int64", "float", "double",
    ]

    private static let ranges: [(low: String, high: String)] = [
        ("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"),
        ("minProperties", "maxProperties"), ("minContains", "maxContains"),
    ]

    static func check(_ schema: SpecNode, _ report: inout Report) {
        guard schema.isObject else { return }
        checkType(schema, &report)
        checkRanges(schema, &report)
        checkLists(schema, &report)
        checkPatterns(schema, &report)
        checkFormat(schema, &report)
        checkObjects(schema, &report)
        IntegerRules.check(schema, &report)
        SchemaValueRules.check(schema, &report)
        SchemaEffectRules.check(schema, &report)
        AtMostOneRules.check(schema, &report)
    }

    private static func checkType(_ schema: SpecNode, _ report: inout Report) {
        guard let type = schema["type"] else { return }
        var seen: Set<String> = []
        for node in type.isArray ? type.elements : [type] {
            guard let name = node.string else { continue }
            if !types.contains(name) {
                let nearest = Suggestion.nearest(to: name, among: types)
                report.add(
                    .unknownType,
                    at: node,
                    "there is no type \"\(name)\"",
                    advice: nearest.map { "Did you mean \"\($0)\"?" }
                        ?? "Write one of \(types.joined(separator: ", "))."
                )
            }
            if !seen.insert(name).inserted {
                report.add(
                    .duplicateValue,
                    at: node,
                    "\"\(name)\" is named twice",
                    advice: "Remove one of the two."
                )
            }
        }
        if type.isArray, type.elements.isEmpty {
            report.add(.emptyList, at: type, "\"type\" names no type", advice: "Name a type, or remove it.")
        }
    }

    private static func checkRanges(_ schema: SpecNode, _ report: inout Report) {
        for (low, high) in ranges {
            guard let first = schema[low]?.value.number, let node = schema[high], let last = node.value.number,
                first > last
            else { continue }
            report.add(
                .impossibleRange,
                at: node,
                "no value is within \(low) \(text(first)) and \(high) \(text(last))",
                advice: "Swap or correct the two."
            )
        }
        if let low = schema["exclusiveMinimum"]?.value.number {
            for name in ["maximum", "exclusiveMaximum"] {
                guard let node = schema[name], let high = node.value.number, low >= high else { continue }
                report.add(
                    .impossibleRange,
                    at: node,
                    "no value is above \(text(low)) with a \(name) of \(text(high))",
                    advice: "Correct one of the two."
                )
            }
        }
        if let node = schema["exclusiveMaximum"], let high = node.value.number,
            let low = schema["minimum"]?.value.number, low >= high
        {
            report.add(
                .impossibleRange,
                at: node,
                "no value is below \(text(high)) with a minimum of \(text(low))",
                advice: "Correct one of the two."
            )
        }
        if let node = schema["multipleOf"], let factor = node.value.number, factor <= 0 {
            report.add(
                .invalidValue,
                at: node,
                "\"multipleOf\" must be above 0",
                advice: "Write a positive number."
            )
        }
    }

    private static func checkLists(_ schema: SpecNode, _ report: inout Report) {
        for name in ["enum", "allOf", "anyOf", "oneOf", "prefixItems"] {
            guard let list = schema[name], list.isArray, list.elements.isEmpty else { continue }
            report.add(.emptyList, at: list, "\"\(name)\" is empty", advice: "Fill it, or remove it.")
        }
        var lists: [SpecNode] = [schema["enum"], schema["required"]].compactMap { $0 }
        lists += schema["dependentRequired"]?.members.map(\.node) ?? []
        for list in lists {
            var seen: Set<ExactText> = []
            for element in list.elements where !seen.insert(ExactText(element.value.canonicalText)).inserted {
                report.add(
                    .duplicateValue,
                    at: element,
                    "the value is listed twice in \"\(list.path.last ?? "")\"",
                    advice: "Remove one of the two."
                )
            }
        }
    }

    private static func checkPatterns(_ schema: SpecNode, _ report: inout Report) {
        var patterns: [(text: String, node: SpecNode)] = []
        if let node = schema["pattern"], let text = node.string { patterns.append((text, node)) }
        for (key, node) in schema["patternProperties"]?.members ?? [] { patterns.append((key, node)) }
        for (text, node) in patterns {
            do {
                _ = try Pattern(ecma: text)
            } catch  where error.isUnsupported {
                report.add(
                    .unsupportedPattern,
                    at: node,
                    "\"\(text)\" cannot be run: \(error)",
                    advice: "Ask for less: shorter repetitions, fewer nested groups, lookbehind of one length."
                )
            } catch {
                report.add(
                    .invalidPattern,
                    at: node,
                    "\"\(text)\" is no ECMA-262 regular expression: \(error)",
                    advice:
                        "Patterns are ECMA-262 with the flag u, not anchored; write ^ and $ where the whole must match."
                )
            }
        }
    }

    private static func checkFormat(_ schema: SpecNode, _ report: inout Report) {
        guard let node = schema["format"], let name = node.string, !formats.contains(name) else { return }
        let nearest = Suggestion.nearest(to: name, among: formats)
        report.add(
            .unknownFormat,
            at: node,
            "the format \"\(name)\" is not known",
            advice: nearest.map { "Did you mean \"\($0)\"?" } ?? "Known are \(formats.joined(separator: ", "))."
        )
    }

    private static func checkObjects(_ schema: SpecNode, _ report: inout Report) {
        guard let closed = schema["additionalProperties"], closed.bool == false else { return }
        if schema["allOf"] != nil {
            report.add(
                .closedComposition,
                at: closed,
                "\"additionalProperties\" does not see the properties inside \"allOf\" and refuses them",
                advice: "Repeat the properties beside it, or remove one of the two."
            )
        }
        guard schema["patternProperties"] == nil else { return }
        for name in schema["required"]?.elements ?? [] {
            guard let text = name.string, schema["properties"]?[text] == nil else { continue }
            report.add(
                .impossibleRequired,
                at: name,
                "\"\(text)\" is required, but no property, and additional properties are refused",
                advice: "Add it to \"properties\", or correct its name."
            )
        }
    }

    private static func text(_ number: Double) -> String {
        Int64(exactly: number).map { String($0) } ?? String(number)
    }
}

extension SpecValue {
    /// A number as a double; nil where this is none.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .real(let number): number
        default: nil
        }
    }

    /// The same text for values that JSON Schema takes for equal: members sorted, 1.0 written 1.
    var canonicalText: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .real(let number): Int64(exactly: number).map { String($0) } ?? String(number)
        case .string: JSONWriter.text(of: self)
        case .array(let elements): "[" + elements.map(\.canonicalText).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.map { JSONWriter.text(of: .string($0.key)) + ":" + $0.value.canonicalText }.sorted()
                .joined(separator: ",") + "}"
        }
    }
}
