/// Validators: `func checkName(_ v: JSONValue, _ c: inout Validation) -> Bool`.
extension SchemaEmitter {
    func emitCheck(_ id: SchemaID, into writer: inout LineWriter) {
        let plan = types[id]
        writer.line(origin(id))
        writer.block("\(modifier)func check\(plan.name)(_ v: JSONValue, _ c: inout Validation) -> Bool") { writer in
            if plan.constant == false {
                writer.line("_ = c.fail(v, \"false\", \"is not allowed here\")")
                writer.line("return false")
                return
            }
            emitTypeAssertion(plan, failure: "false", into: &writer)
            let body = assertions(of: plan, failure: "false")
            // Loops over members whose schemas accept everything can find no fault.
            if !body.text.contains("ok = false") {
                writer.line("return true")
            } else {
                writer.line("var ok: Bool = true")
                writer.append(body)
                writer.line("return ok")
            }
        }
    }

    /// All assertions but `type`, each noting its fault and clearing `ok`.
    func assertions(of plan: SchemaPlan, failure: String) -> LineWriter {
        var writer = LineWriter()
        emitEnumeration(plan, failure: failure, into: &writer)
        emitNumbers(plan, failure: failure, into: &writer)
        emitStrings(plan, failure: failure, into: &writer)
        emitArrays(plan, failure: failure, into: &writer)
        emitObjects(plan, failure: failure, fields: nil, into: &writer)
        emitComposites(plan, failure: failure, into: &writer)
        emitUnevaluated(plan, failure: failure, into: &writer)
        return writer
    }

    func emitTypeAssertion(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        guard plan.types != .all else { return }
        let message = "must be " + plan.types.phrase
        writer.block("guard \(plan.types.condition) else") { writer in
            writer.line("_ = c.fail(v, \"type\", \(SwiftLiteral.string(message)))")
            writer.line("return \(failure)")
        }
    }

    /// One assertion: where `condition` holds the value is at fault.
    func emitFault(
        if condition: String,
        _ keyword: String,
        _ message: String,
        value: String = "v",
        failure: String,
        into writer: inout LineWriter
    ) {
        writer.block("if \(condition)") { writer in
            emitFault(keyword, message, value: value, failure: failure, into: &writer)
        }
    }

    func emitFault(
        _ keyword: String,
        _ message: String,
        value: String = "v",
        failure: String,
        into writer: inout LineWriter
    ) {
        writer.line("ok = false")
        let arguments = "\(value), \(SwiftLiteral.string(keyword)), \(SwiftLiteral.string(message))"
        writer.line("if !c.fail(\(arguments)) { return \(failure) }")
    }

    /// A subschema's verdict; its own faults are noted by itself.
    func emitCheck(_ id: SchemaID, of value: String, failure: String, into writer: inout LineWriter) {
        guard let call = checkCall(id, value) else { return }
        writer.block("if !\(call)") { writer in
            writer.line("ok = false")
            writer.line("if !c.isCollecting { return \(failure) }")
        }
    }

    /// Guards a group of assertions by the type they are about; none where `type` says it already.
    func emitGuarded(
        _ condition: String,
        _ types: JSONTypes,
        of plan: SchemaPlan,
        into writer: inout LineWriter,
        _ body: (inout LineWriter) -> Void
    ) {
        if plan.types.isSubset(of: types) {
            body(&writer)
        } else if !plan.types.isDisjoint(with: types) {
            writer.block("if \(condition)", body)
        }
    }

    private func emitEnumeration(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        guard let values = plan.enumeration else { return }
        let keyword: String = plan.node["enum"] == nil ? "const" : "enum"
        let tests = values.enumerated().map { equality($0.element, index: $0.offset, of: plan.id) }
        let listed = values.prefix(20).map(SwiftLiteral.json).joined(separator: ", ")
        let message = values.count == 1 ? "must be \(listed)" : "must be one of \(listed)"
        let condition = tests.isEmpty ? "true" : "!(" + tests.joined(separator: " || ") + ")"
        emitFault(if: condition, keyword, message, failure: failure, into: &writer)
    }

    /// The test that `v` equals a literal.
    private func equality(_ value: SpecValue, index: Int, of id: SchemaID) -> String {
        switch value {
        case .null: return "v.isNull"
        case .bool(let flag): return "v.isBool && v.bool == \(flag)"
        case .string(let text):
            let test = "v.text == \(SwiftLiteral.string(text))"
            return types[id].types == .string ? test : "v.isString && " + test
        case .integer, .real: return "v.isNumber && v.compare(to: \(SwiftLiteral.bound(value))) == 0"
        case .array, .object:
            require(.constant, id)
            return "v == constants\(types[id].name)[\(index)].root"
        }
    }

    /// The literals of an `enum` or `const` that are arrays or objects, parsed once.
    func emitConstant(_ id: SchemaID, into writer: inout LineWriter) {
        let values = (types[id].enumeration ?? []).map { "JSONConstant(\(SwiftLiteral.string(SwiftLiteral.json($0))))" }
        writer.line(origin(id))
        writer.list("\(modifier)let constants\(types[id].name): [JSONConstant] =", values)
    }
}

extension JSONTypes {
    private static let tests: [(JSONTypes, String, String)] = [
        (.null, "v.isNull", "null"), (.boolean, "v.isBool", "a Boolean"), (.number, "v.isNumber", "a number"),
        (.integer, "v.isInteger", "an integer"), (.string, "v.isString", "a string"),
        (.array, "v.isArray", "an array"), (.object, "v.isObject", "an object"),
    ]

    private var parts: [(JSONTypes, String, String)] {
        JSONTypes.tests.filter { isSuperset(of: $0.0) && !($0.0 == .integer && isSuperset(of: .number)) }
    }

    /// The Swift test that `v` is of one of these types.
    var condition: String { isEmpty ? "false" : parts.map(\.1).joined(separator: " || ") }

    /// The types in words: "a string or null".
    var phrase: String {
        let words = parts.map(\.2)
        guard let last = words.last, words.count > 1 else { return words.first ?? "absent" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
