/// Assertions about numbers, strings and arrays, and the composites.
extension SchemaEmitter {
    func emitNumbers(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        guard !plan.numbers.isEmpty else { return }
        emitGuarded("v.isNumber", .number, of: plan, into: &writer) { writer in
            for bound in plan.numbers.bounds {
                let (faulty, phrase): (String, String) =
                    switch bound.keyword {
                    case "minimum": ("< 0", "at least")
                    case "exclusiveMinimum": ("<= 0", "greater than")
                    case "maximum": ("> 0", "at most")
                    default: (">= 0", "less than")
                    }
                emitFault(
                    if: "v.compare(to: \(SwiftLiteral.bound(bound.value))) \(faulty)",
                    bound.keyword,
                    "must be \(phrase) \(SwiftLiteral.number(bound.value))",
                    failure: failure,
                    into: &writer
                )
            }
            if let divisor = plan.numbers.multipleOf {
                emitFault(
                    if: "!v.isMultiple(of: \(SwiftLiteral.bound(divisor)))",
                    "multipleOf",
                    "must be a multiple of \(SwiftLiteral.number(divisor))",
                    failure: failure,
                    into: &writer
                )
            }
        }
    }

    func emitStrings(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        let strings = plan.strings
        let format: FormatAssertion? = assertsFormat ? strings.format.flatMap(FormatAssertion.init(name:)) : nil
        if let format, !format.isAboutStrings {
            emitGuarded("v.isNumber", .number, of: plan, into: &writer) { writer in
                emitFault(if: format.faulty, "format", format.message, failure: failure, into: &writer)
            }
        }
        let asserted: FormatAssertion? = format?.isAboutStrings == true ? format : nil
        guard strings.minLength > 0 || strings.maxLength != nil || strings.pattern != nil || asserted != nil else {
            return
        }
        emitGuarded("v.isString", .string, of: plan, into: &writer) { writer in
            if strings.minLength > 0 || strings.maxLength != nil { writer.line("let length: Int = v.scalarCount") }
            if strings.minLength > 0 {
                let message = "must have at least \(strings.minLength) \(noun("character", strings.minLength))"
                let condition = "length < \(strings.minLength)"
                emitFault(if: condition, "minLength", message, failure: failure, into: &writer)
            }
            if let most = strings.maxLength {
                let message = "must have at most \(most) \(noun("character", most))"
                emitFault(if: "length > \(most)", "maxLength", message, failure: failure, into: &writer)
            }
            if let pattern = strings.pattern {
                // "Any text but U+0000" stands at every text that a database stores: one search for a byte.
                let call: String =
                    pattern == #"^[^\u0000]*$"#
                    ? "v.text.firstIndex(of: 0) != nil" : "!\(patternName(pattern)).matches(v.text)"
                emitFault(if: call, "pattern", "must match \(pattern)", failure: failure, into: &writer)
            }
            if let asserted {
                emitFault(if: asserted.faulty, "format", asserted.message, failure: failure, into: &writer)
            }
        }
    }

    func emitArrays(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        var considered = plan.arrays
        considered.unevaluated = nil
        guard !considered.isEmpty else { return }
        emitGuarded("v.isArray", .array, of: plan, into: &writer) { writer in
            emitArrayAssertions(plan, failure: failure, into: &writer)
            let arrays = plan.arrays
            let prefix = arrays.prefix.map { checkCall($0, "element") }
            let items = arrays.items.flatMap { checkCall($0, "element") }
            guard items != nil || prefix.contains(where: { $0 != nil }) else { return }
            writer.line("var elements: JSONElements = v.elements")
            if !prefix.isEmpty { writer.line("var position: Int = 0") }
            writer.block("while let element = elements.next()") { writer in
                if prefix.isEmpty {
                    if let schema = arrays.items {
                        emitCheck(schema, of: "element", failure: failure, into: &writer)
                    }
                    return
                }
                writer.choice("position") { writer in
                    for (index, schema) in arrays.prefix.enumerated() {
                        writer.branch("case \(index)") {
                            emitCheck(schema, of: "element", failure: failure, into: &$0)
                        }
                    }
                    writer.branch("default") { writer in
                        guard let schema = arrays.items else { return }
                        emitCheck(schema, of: "element", failure: failure, into: &writer)
                    }
                }
                writer.line("position += 1")
            }
        }
    }

    /// The assertions about an array beside the schemas of its elements.
    func emitArrayAssertions(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        let arrays = plan.arrays
        if arrays.minItems > 0 {
            let message = "must have at least \(arrays.minItems) \(noun("element", arrays.minItems))"
            let condition = "v.containedCount < \(arrays.minItems)"
            emitFault(if: condition, "minItems", message, failure: failure, into: &writer)
        }
        if let most = arrays.maxItems {
            let message = "must have at most \(most) \(noun("element", most))"
            emitFault(if: "v.containedCount > \(most)", "maxItems", message, failure: failure, into: &writer)
        }
        if arrays.unique {
            let message = "must not have equal elements"
            emitFault(if: "!v.hasUniqueElements", "uniqueItems", message, failure: failure, into: &writer)
        }
        guard let contains = arrays.contains, contains.min > 0 || contains.max != nil else { return }
        writer.line("var matching: Int = 0")
        if checkCall(contains.schema, "candidate") != nil {
            writer.line("var candidates: JSONElements = v.elements")
            writer.block("while let candidate = candidates.next()") { writer in
                writer.line("if \(quietly(contains.schema, "candidate")) { matching += 1 }")
            }
        } else {
            writer.line("matching = v.containedCount")
        }
        if contains.min > 0 {
            let message = "must have at least \(contains.min) matching \(noun("element", contains.min))"
            let keyword: String = plan.node["minContains"] == nil ? "contains" : "minContains"
            emitFault(if: "matching < \(contains.min)", keyword, message, failure: failure, into: &writer)
        }
        if let most = contains.max {
            let message = "must have at most \(most) matching \(noun("element", most))"
            emitFault(if: "matching > \(most)", "maxContains", message, failure: failure, into: &writer)
        }
    }

    func emitComposites(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        let composites = plan.composites
        for reference in [composites.reference, composites.dynamicReference].compactMap({ $0 }) {
            emitCheck(reference, of: "v", failure: failure, into: &writer)
        }
        for branch in composites.allOf { emitCheck(branch, of: "v", failure: failure, into: &writer) }
        if let other = plan.alternativeToNull(types.plans) {
            // Nothing but null and this: its own faults say more than "must match one of".
            if checkCall(other, "v") != nil {
                writer.block("if !v.isNull") { emitCheck(other, of: "v", failure: failure, into: &$0) }
            }
        } else {
            emitAlternatives(composites.anyOf, "anyOf", of: plan, failure: failure, into: &writer)
            emitAlternatives(composites.oneOf, "oneOf", of: plan, failure: failure, into: &writer)
        }
        if let not = composites.not {
            let message = "must not match the schema under not"
            emitFault(if: quietly(not, "v"), "not", message, failure: failure, into: &writer)
        }
        guard let condition = composites.condition else { return }
        let then = composites.then.map { checkCall($0, "v") != nil } ?? false
        let otherwise = composites.otherwise.map { checkCall($0, "v") != nil } ?? false
        guard checkCall(condition, "v") != nil else {
            // The condition always holds.
            if let schema = composites.then { emitCheck(schema, of: "v", failure: failure, into: &writer) }
            return
        }
        if then, let schema = composites.then {
            writer.block("if \(quietly(condition, "v"))") { emitCheck(schema, of: "v", failure: failure, into: &$0) }
        }
        if otherwise, let schema = composites.otherwise {
            writer.block("if !\(quietly(condition, "v"))") { emitCheck(schema, of: "v", failure: failure, into: &$0) }
        }
    }

    private func emitAlternatives(
        _ branches: [SchemaID],
        _ keyword: String,
        of plan: SchemaPlan,
        failure: String,
        into writer: inout LineWriter
    ) {
        guard !branches.isEmpty else { return }
        let loop = ObjectLoop(plan: plan, fields: nil, emitter: self)
        let verdicts = branches.map { branch in
            presenceRule(branch, of: plan).map { loop.condition($0) } ?? quietly(branch, "v")
        }
        if keyword == "anyOf" {
            if verdicts.contains("true") { return }
            let condition = verdicts.map { "!(\($0))" }.joined(separator: " && ")
            let message = "must match at least one of \(branches.count) schemas"
            emitFault(if: condition, keyword, message, failure: failure, into: &writer)
            return
        }
        writer.line("var matched: Int = 0")
        for verdict in verdicts {
            writer.line("if \(verdict == "true" ? "matched < 2" : "matched < 2 && " + verdict) { matched += 1 }")
        }
        let message = "must match exactly one of \(branches.count) schemas"
        emitFault(if: "matched != 1", keyword, message, failure: failure, into: &writer)
    }

    func noun(_ noun: String, _ count: Int) -> String { count == 1 ? noun : noun + "s" }
}

/// How a `format` is asserted.
struct FormatAssertion {
    let faulty: String
    let message: String
    let isAboutStrings: Bool

    init?(name: String) {
        let checks: [String: (function: String, phrase: String)] = [
            "date-time": ("isDateTime", "an RFC 3339 date and time"), "date": ("isDate", "an RFC 3339 date"),
            "time": ("isTime", "an RFC 3339 time"), "duration": ("isDuration", "an ISO 8601 duration"),
            "uuid": ("isUUID", "a UUID"), "uri": ("isURI", "a URI"),
            "uri-reference": ("isURIReference", "a URI reference"), "email": ("isEmail", "an e-mail address"),
            "hostname": ("isHostname", "a host name"), "ipv4": ("isIPv4", "an IPv4 address"),
            "ipv6": ("isIPv6", "an IPv6 address"), "regex": ("isRegex", "a regular expression"),
            "json-pointer": ("isJSONPointer", "a JSON pointer"),
        ]
        if let check = checks[name] {
            faulty = "!Format.\(check.function)(v.text)"
            message = "must be \(check.phrase)"
            isAboutStrings = true
        } else if name == "int32" || name == "int64" {
            let bits = String(name.dropFirst(3))
            faulty = name == "int32" ? "v.isInteger && !v.fitsInt32" : "v.isInteger && v.int64 == nil"
            message = "must fit into \(bits) bits"
            isAboutStrings = false
        } else {
            return nil
        }
    }
}
