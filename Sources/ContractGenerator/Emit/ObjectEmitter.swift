/// The loop over an object's members: the same for validation alone and for decoding while validating.
extension SchemaEmitter {
    /// `fields` are what a decoder fills on the way; nil where only the verdict counts.
    func emitObjects(_ plan: SchemaPlan, failure: String, fields: [Field]?, into writer: inout LineWriter) {
        var considered = plan.objects
        considered.unevaluated = nil
        let asksPresence = plan.alternatives.contains { presenceRule($0, of: plan) != nil }
        guard !considered.isEmpty || asksPresence else { return }
        emitGuarded("v.isObject", .object, of: plan, into: &writer) { writer in
            emitCounts(plan, failure: failure, into: &writer)
            let loop = ObjectLoop(plan: plan, fields: fields, emitter: self)
            if loop.isNeeded {
                for word in loop.seenWords { writer.line("var \(word): UInt64 = 0") }
                writer.line("var members: JSONMembers = v.members")
                writer.block(
                    "while let (\(loop.usesName ? "name" : "_"), \(loop.usesValue ? "value" : "_")) = members.nextWithNameAsValue()"
                ) {
                    loop.emitBody(failure: failure, into: &$0)
                }
            }
            loop.emitAfter(failure: failure, into: &writer)
        }
    }

    /// The rule of a branch that only asks which members are there, where the pass over the members answers it: the
    /// value is sure to be an object.
    func presenceRule(_ branch: SchemaID, of plan: SchemaPlan) -> PresenceRule? {
        plan.types == .object ? PresenceRule(types[resolved(branch)], among: types.plans) : nil
    }

    private func emitCounts(_ plan: SchemaPlan, failure: String, into writer: inout LineWriter) {
        if plan.objects.minProperties > 0 {
            let least = plan.objects.minProperties
            let message = "must have at least \(least) \(least == 1 ? "member" : "members")"
            let condition = "v.containedCount < \(least)"
            emitFault(if: condition, "minProperties", message, failure: failure, into: &writer)
        }
        if let most = plan.objects.maxProperties {
            let message = "must have at most \(most) \(most == 1 ? "member" : "members")"
            emitFault(if: "v.containedCount > \(most)", "maxProperties", message, failure: failure, into: &writer)
        }
    }
}

/// The work of one pass over the members of an object.
struct ObjectLoop {
    let plan: SchemaPlan
    let fields: [Field]?
    let emitter: SchemaEmitter
    /// Every name that matters, with the bit that says it was seen where somebody asks.
    private var names: [(name: String, property: SchemaID?, bit: Int?)] = []
    /// How unnamed members are kept where no pattern describes some of them.
    private let keepsAdditional: TypeUse?

    init(plan: SchemaPlan, fields: [Field]?, emitter: SchemaEmitter) {
        self.plan = plan
        self.fields = fields
        self.emitter = emitter
        keepsAdditional =
            fields == nil || !plan.objects.patternProperties.isEmpty ? nil : emitter.additionalUse(of: plan.id)
        let objects = plan.objects
        let rules = plan.alternatives.compactMap { emitter.presenceRule($0, of: plan) }
        let asked: [String] =
            objects.required + objects.dependencies.flatMap { [$0.name] + $0.required }
            + rules.flatMap { $0.required + $0.forbidden }
        var bits = 0
        func bit(_ name: String) -> Int? {
            guard asked.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return nil }
            bits += 1
            return bits - 1
        }
        for property in objects.properties {
            names.append((property.name, property.schema, bit(property.name)))
        }
        for name in asked where !names.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
            names.append((name, nil, bit(name)))
        }
    }

    /// The schema of names, where it asks anything.
    private var namesSchema: SchemaID? {
        plan.objects.propertyNames.flatMap { emitter.checkCall($0, "name") == nil ? nil : $0 }
    }
    private var hasPatterns: Bool { !plan.objects.patternProperties.isEmpty }
    private var additionalCall: String? { plan.objects.additional.flatMap { emitter.checkCall($0, "value") } }
    private var usesKey: Bool { !names.isEmpty || hasPatterns || keepsAdditional != nil }

    /// Only names that are looked at: a validator skips properties that accept everything unless `additional` asks.
    var isNeeded: Bool { usesKey || additionalCall != nil || namesSchema != nil }
    var usesName: Bool { usesKey || namesSchema != nil }
    var usesValue: Bool {
        additionalCall != nil || keepsAdditional != nil || fields != nil
            || plan.objects.patternProperties.contains { emitter.checkCall($0.schema, "value") != nil }
            || plan.objects.properties.contains { emitter.checkCall($0.schema, "value") != nil }
    }
    var seenWords: [String] {
        let bits = names.compactMap(\.bit).count
        return (0..<((bits + 63) / 64)).map { "seen\($0)" }
    }

    /// An expression or statement part for a name's bit.
    private func seen(_ bit: Int) -> (word: String, mask: String) {
        ("seen\(bit / 64)", "0x" + String(UInt64(1) << UInt64(bit % 64), radix: 16))
    }

    func emitBody(failure: String, into writer: inout LineWriter) {
        if let schema = namesSchema {
            emitter.emitCheck(schema, of: "name", failure: failure, into: &writer)
        }
        if usesKey { writer.line("let key: Bytes = name.text") }
        guard hasPatterns else {
            emitNamed(failure: failure, into: &writer)
            if fields != nil, emitter.choice(of: plan.id)?.hasUnknown ?? false {
                writer.line("if \(Choice.unnamed) == nil, !value.isNull { \(Choice.unnamed) = key.string }")
            }
            emitAdditional(failure: failure, into: &writer)
            return
        }
        if tracksKnown { writer.line("var isKnown: Bool = false") }
        if fields != nil { writer.line("var isNamed: Bool = false") }
        emitNamed(failure: failure, into: &writer)
        for property in plan.objects.patternProperties {
            writer.block("if \(emitter.patternName(property.name)).matches(key)") { writer in
                if tracksKnown { writer.line("isKnown = true") }
                emitter.emitCheck(property.schema, of: "value", failure: failure, into: &writer)
            }
        }
        if additionalCall != nil {
            writer.block("if !isKnown") { emitAdditional(failure: failure, into: &$0) }
        }
        if fields != nil {
            writer.block(keepsOthers ? "if !isNamed" : "if isKnown && !isNamed") {
                $0.line("additional.append(JSONMember(name: key.string, value: c.text(of: value)))")
            }
        }
    }

    /// True where members that neither a name nor a pattern describes are kept.
    private var keepsOthers: Bool { plan.objects.additional.map { emitter.types[$0].constant != false } ?? false }
    private var tracksKnown: Bool { hasPatterns && (additionalCall != nil || fields != nil && !keepsOthers) }

    /// A switch over the name's length, then the bytes: no hashing, no `String`.
    private func emitNamed(failure: String, into writer: inout LineWriter) {
        guard !names.isEmpty else { return }
        writer.choice("key.count") { writer in
            for length in Set(names.map(\.name.utf8.count)).sorted() {
                writer.branch("case \(length)") { writer in
                    for entry in names where entry.name.utf8.count == length {
                        emitNamed(entry, failure: failure, into: &writer)
                    }
                }
            }
            writer.line("default: break")
        }
    }

    private func emitNamed(
        _ entry: (name: String, property: SchemaID?, bit: Int?),
        failure: String,
        into writer: inout LineWriter
    ) {
        writer.block("if key == \(SwiftLiteral.string(entry.name))") { writer in
            if let bit = entry.bit {
                let (word, mask) = seen(bit)
                writer.line("\(word) |= \(mask)")
            }
            guard let property = entry.property else { return }
            emitProperty(property, named: entry.name, failure: failure, into: &writer)
            if tracksKnown { writer.line("isKnown = true") }
            if hasPatterns && fields != nil { writer.line("isNamed = true") }
            if !hasPatterns { writer.line("continue") }
        }
    }

    private func emitProperty(_ id: SchemaID, named name: String, failure: String, into writer: inout LineWriter) {
        guard let field = fields?.first(where: { $0.member.utf8.elementsEqual(name.utf8) }) else {
            emitter.emitCheck(id, of: "value", failure: failure, into: &writer)
            return
        }
        emitter.emitDecode(of: field, failure: failure, into: &writer)
    }

    private func emitAdditional(failure: String, into writer: inout LineWriter) {
        guard let schema = plan.objects.additional else { return }
        if emitter.types[schema].constant == false {
            let message = "is not a member that this object may have"
            emitter.emitFault("additionalProperties", message, value: "value", failure: failure, into: &writer)
        } else if let use = keepsAdditional {
            emitter.emitDecodeMember(use, failure: failure, into: &writer)
        } else {
            emitter.emitCheck(schema, of: "value", failure: failure, into: &writer)
        }
    }

    /// Required members and dependencies, once all names were seen.
    func emitAfter(failure: String, into writer: inout LineWriter) {
        for name in plan.objects.required {
            guard let present = presence(of: name) else { continue }
            let message = "lacks the required member \(SwiftLiteral.json(.string(name)))"
            emitter.emitFault(if: "!\(present)", "required", message, failure: failure, into: &writer)
        }
        for dependency in plan.objects.dependencies {
            guard let present = presence(of: dependency.name) else { continue }
            for name in dependency.required {
                guard let other = presence(of: name) else { continue }
                let message: String =
                    "lacks \(SwiftLiteral.json(.string(name))), which \(SwiftLiteral.json(.string(dependency.name))) requires"
                let condition = "\(present) && !\(other)"
                emitter.emitFault(if: condition, "dependentRequired", message, failure: failure, into: &writer)
            }
            if let schema = dependency.schema, emitter.checkCall(schema, "v") != nil {
                writer.block("if \(present)") { emitter.emitCheck(schema, of: "v", failure: failure, into: &$0) }
            }
        }
    }

    /// The test that the members seen are as a rule wants them.
    func condition(_ rule: PresenceRule) -> String {
        let tests: [String] =
            masks(of: rule.required).map { "\($0.word) & \($0.mask) == \($0.mask)" }
            + masks(of: rule.forbidden).map { "\($0.word) & \($0.mask) == 0" }
        return tests.isEmpty ? "true" : tests.joined(separator: " && ")
    }

    /// The bits of several names, one mask a word.
    private func masks(of wanted: [String]) -> [(word: String, mask: String)] {
        var masks: [Int: UInt64] = [:]
        for bit in wanted.compactMap(bit(of:)) { masks[bit / 64, default: 0] |= 1 << UInt64(bit % 64) }
        return masks.sorted { $0.key < $1.key }.map { ("seen\($0.key)", "0x" + String($0.value, radix: 16)) }
    }

    private func bit(of name: String) -> Int? {
        names.first { $0.name.utf8.elementsEqual(name.utf8) }?.bit
    }

    private func presence(of name: String) -> String? {
        guard let bit = bit(of: name) else { return nil }
        let (word, mask) = seen(bit)
        return "(\(word) & \(mask) != 0)"
    }
}

extension SchemaPlan {
    /// The branches of `anyOf` and `oneOf`.
    var alternatives: [SchemaID] { composites.anyOf + composites.oneOf }
}
