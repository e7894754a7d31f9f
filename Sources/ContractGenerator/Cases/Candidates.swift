/// The values that may be put at one place to reach or to break each keyword of one schema.
struct Candidates {
    let layer: SpecNode
    /// The valid value that stands there.
    let value: SpecValue
    let oracle: SchemaOracle

    var all: [Candidate] {
        var all = types + constants
        switch value {
        case .integer, .real: all += numbers.filter { NumberRules.double($0.value).isFinite }
        case .string(let text): all += strings(text)
        case .array(let elements): all += arrays(elements)
        case .object(let members): all += objects(members)
        default: break
        }
        return all + branches
    }

    /// A value of every other type.
    private var types: [Candidate] {
        guard let admitted = SchemaValueRules.types(of: layer) else { return [] }
        let others: [(String, SpecValue)] = [
            ("a Boolean", .bool(true)), ("an empty array", .array([])), ("an empty object", .object([])),
            ("a fraction", .real(1.5)), ("a number in quotes", .string("1")), ("an integer", .integer(1)),
            ("null", .null),
        ]
        var candidates: [Candidate] = others.filter { other in !admitted.contains(where: other.1.isOfType) }
            .map { .broken("type", $0.0, $0.1) }
        for (detail, other) in others where admitted.count > 1 && admitted.contains(where: other.isOfType) {
            candidates.append(.valid("type", detail, other))
        }
        if admitted.contains("integer"), let integer = NumberRules.integer(value), integer.magnitude < 1 << 50 {
            candidates.append(.valid("type", "an integer with a fraction of zero", .real(Double(integer))))
        }
        return candidates
    }

    private var constants: [Candidate] {
        var candidates: [Candidate] = []
        for (keyword, values) in [
            ("enum", layer["enum"]?.elements ?? []), ("const", layer["const"].map { [$0] } ?? []),
        ] {
            guard let first = values.first?.value else { continue }
            for allowed in values {
                candidates.append(.valid(keyword, SwiftLiteral.json(allowed.value), allowed.value))
            }
            guard case .string(let text) = first else {
                candidates.append(.broken(keyword, "another number", .integer(-4_611_686)))
                continue
            }
            let others: [(String, String)] = [
                ("another text", "none-of-these"), ("in capitals", text.uppercased()),
                ("followed by a space", text + " "),
                ("empty", ""), ("followed by NUL", text + "\u{0}"),
            ]
            candidates += others.map { .broken(keyword, $0.0, .string($0.1)) }
        }
        return candidates
    }

    private var numbers: [Candidate] {
        var candidates: [Candidate] = []
        let bounds: [(keyword: String, isExclusive: Bool, outward: Int64)] = [
            ("minimum", false, -1), ("exclusiveMinimum", true, -1), ("maximum", false, 1),
            ("exclusiveMaximum", true, 1),
        ]
        for bound in bounds {
            guard let limit = layer[bound.keyword]?.value else { continue }
            let beyond = neighbours(of: limit, outward: bound.outward)
            let within = neighbours(of: limit, outward: -bound.outward)
            candidates += (bound.isExclusive ? within : [limit]).map {
                .valid(bound.keyword, "the last that is in", $0)
            }
            candidates += (bound.isExclusive ? [limit] : beyond).map {
                .broken(bound.keyword, "the first that is out", $0)
            }
            let far: SpecValue = .real(bound.outward < 0 ? -1e300 : 1e300)
            candidates.append(.broken(bound.keyword, "far out", far))
        }
        if let divisor = layer["multipleOf"]?.value {
            let step = NumberRules.double(divisor)
            candidates.append(.broken("multipleOf", "a multiple and a half", .real(step * 1.5)))
            candidates.append(.broken("multipleOf", "one more", .real(NumberRules.double(value) + 1)))
        }
        if let bits = NumberRules.bits(of: layer) {
            let most: SpecValue = bits == 32 ? .integer(Int64(Int32.max)) : .integer(.max)
            candidates.append(.valid("format", "the greatest", most))
            candidates.append(.broken("format", "one above the greatest", .real(bits == 32 ? 0x1p31 : 0x1p63)))
        }
        return candidates
    }

    /// The next integer, and the next double where fractions are admitted.
    private func neighbours(of limit: SpecValue, outward: Int64) -> [SpecValue] {
        var neighbours: [SpecValue] = []
        if let integer = NumberRules.integer(limit) {
            let (next, overflows) = integer.addingReportingOverflow(outward)
            neighbours.append(overflows ? .real(outward < 0 ? (-0x1p63).nextDown : 0x1p63) : .integer(next))
        }
        if SchemaValueRules.types(of: layer)?.contains("number") ?? true {
            let limit = NumberRules.double(limit)
            neighbours.append(.real(outward < 0 ? limit.nextDown : limit.nextUp))
        }
        return neighbours
    }

    private func strings(_ text: String) -> [Candidate] {
        var candidates: [Candidate] = []
        func repeated(_ scalar: String, _ count: Int64) -> SpecValue {
            .string(String(repeating: scalar, count: Int(count)))
        }
        // Characters beyond the Basic Multilingual Plane: one scalar, two UTF-16 units, four bytes.
        for (kind, scalar) in [("ASCII", "a"), ("non-BMP", "\u{1F600}"), ("combining", "\u{301}")] {
            if let most = layer["maxLength"]?.integer, most < 5_000 {
                candidates.append(.valid("maxLength", "\(most) \(kind) characters", repeated(scalar, most)))
                candidates.append(.broken("maxLength", "\(most + 1) \(kind) characters", repeated(scalar, most + 1)))
            }
            if let least = layer["minLength"]?.integer, least > 0, least < 5_000 {
                candidates.append(.valid("minLength", "\(least) \(kind) characters", repeated(scalar, least)))
                candidates.append(.broken("minLength", "\(least - 1) \(kind) characters", repeated(scalar, least - 1)))
            }
        }
        if layer["pattern"] != nil {
            let others: [(String, String)] = [
                ("empty", ""), ("a space", " "), ("followed by !", text + "!"), ("after !", "!" + text),
                ("followed by a newline", text + "\n"), ("after a newline", "\n" + text),
                ("another script", "\u{434}\u{430}"),
            ]
            candidates += others.map { .broken("pattern", $0.0, .string($0.1)) }
        }
        if layer["format"] != nil {
            candidates.append(.broken("format", "nonsense", .string("\u{1} none")))
            candidates.append(.broken("format", "followed by a space", .string(text + " ")))
        }
        return candidates
    }

    private func arrays(_ elements: [SpecValue]) -> [Candidate] {
        var candidates: [Candidate] = []
        let element: SpecValue =
            elements.first ?? layer["items"].flatMap(Samples(oracle: oracle).sample) ?? .string("x")
        func array(_ count: Int64) -> SpecValue {
            .array((0..<Int(count)).map { $0 < elements.count ? elements[$0] : varied(element, $0) })
        }
        if let least = layer["minItems"]?.integer, least < 5_000 {
            candidates.append(.valid("minItems", "as few as may be", array(least)))
            if least > 0 { candidates.append(.broken("minItems", "one too few", array(least - 1))) }
        }
        if let most = layer["maxItems"]?.integer, most < 5_000 {
            candidates.append(.valid("maxItems", "as many as may be", array(most)))
            candidates.append(.broken("maxItems", "one too many", array(most + 1)))
        }
        if layer["uniqueItems"]?.bool == true {
            candidates.append(.broken("uniqueItems", "an element twice", .array(elements + [element, element])))
        }
        if layer["contains"] != nil { candidates.append(.broken("contains", "nothing", .array([]))) }
        return candidates
    }

    /// Elements that differ, where their schema lets them.
    private func varied(_ element: SpecValue, _ index: Int) -> SpecValue {
        switch element {
        case .string(let text): .string(text + String(index))
        case .integer(let number): .integer(number &+ Int64(index))
        default: element
        }
    }

    private func objects(_ members: [SpecMember]) -> [Candidate] {
        var candidates: [Candidate] = []
        for name in layer["required"]?.elements.compactMap(\.string) ?? [] {
            candidates.append(.broken("required", "without \(name)", value.removing(name)))
        }
        let extended: SpecValue = .object(members + [SpecMember(key: "unheard_of", value: .integer(1))])
        if let additional = layer["additionalProperties"], additional.bool == false {
            candidates.append(.broken("additionalProperties", "an unknown member", extended))
            for member in members.prefix(1) {
                let capitals = SpecMember(key: member.key.uppercased(), value: member.value)
                let other: SpecValue = .object(members + [capitals])
                candidates.append(.broken("additionalProperties", "a known name in capitals", other))
            }
        } else {
            candidates.append(.valid("additionalProperties", "an unknown member", extended))
        }
        for (name, required) in layer["dependentRequired"]?.members ?? [] {
            for other in required.elements.compactMap(\.string) where value.member(name) != nil {
                candidates.append(.broken("dependentRequired", "\(name) without \(other)", value.removing(other)))
            }
        }
        if let least = layer["minProperties"]?.integer, least > 0 {
            candidates.append(.valid("minProperties", "as few as may be", .object(Array(members.prefix(Int(least))))))
            candidates.append(.broken("minProperties", "one too few", .object(Array(members.prefix(Int(least) - 1)))))
        }
        if let most = layer["maxProperties"]?.integer, most < 5_000 {
            let more: [SpecMember] = (0...most).map { SpecMember(key: "member\($0)", value: .integer($0)) }
            candidates.append(.broken("maxProperties", "one too many", .object(members + more)))
        }
        return candidates
    }

    /// Samples of the branches of `oneOf`, `anyOf` and `not`; two of `oneOf` at once.
    private var branches: [Candidate] {
        var candidates: [Candidate] = []
        let samples = Samples(oracle: oracle)
        for keyword in ["oneOf", "anyOf"] {
            let names: [String] = (layer[keyword]?.elements ?? []).compactMap { $0["required"]?.elements.first?.string }
            for (index, branch) in (layer[keyword]?.elements ?? []).enumerated() {
                guard let sample = samples.sample(of: branch) else { continue }
                candidates.append(.valid(keyword, "branch \(index)", sample))
            }
            for pair in zip(names, names.dropFirst()) {
                let both = with(pair.0, in: value).flatMap { with(pair.1, in: $0) }
                if let both { candidates.append(.broken(keyword, "\(pair.0) and \(pair.1)", both)) }
            }
        }
        if let sample = layer["not"].flatMap(samples.sample) {
            candidates.append(.broken("not", "what it forbids", sample))
        }
        return candidates
    }

    /// This object with a member, made of the member's schema where it is not there.
    private func with(_ name: String, in object: SpecValue) -> SpecValue? {
        guard object.member(name) == nil else { return object }
        guard let sample = layer["properties"]?[name].flatMap(Samples(oracle: oracle).sample) else { return nil }
        return object.replacing([name][...], with: sample)
    }
}
