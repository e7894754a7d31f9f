import ContractGenerator
import ContractRuntime
import HTTPTypes
import Patterns

/// Runs a plan without generating code: the second opinion that generated validators are held against.
///
/// It follows JSON Schema's own way of putting it: a schema that accepts a value yields annotations, which members and
/// elements were evaluated. Generated code asks a question per child instead, so the two do not share their faults.
struct PlanInterpreter {
    let plans: [SchemaPlan]

    /// What an accepted value had evaluated (section 7.7.1.1).
    struct Evaluated {
        var members: Set<ByteText> = []
        var items: Set<Int> = []

        mutating func formUnion(_ other: Evaluated) {
            members.formUnion(other.members)
            items.formUnion(other.items)
        }
    }

    func accepts(_ value: SpecValue, _ id: SchemaID) -> Bool { evaluate(value, id) != nil }

    /// nil where the value is refused.
    func evaluate(_ value: SpecValue, _ id: SchemaID) -> Evaluated? {
        let plan: SchemaPlan = plans[id.index]
        if let constant = plan.constant { return constant ? Evaluated() : nil }
        guard plan.types.admits(value) else { return nil }
        if let values = plan.enumeration, !values.containsJSON(value) { return nil }
        guard scalars(value, plan) else { return nil }
        var evaluated = Evaluated()
        guard array(value, plan, &evaluated), object(value, plan, &evaluated) else { return nil }
        guard composites(value, plan, &evaluated) else { return nil }
        guard unevaluated(value, plan, &evaluated) else { return nil }
        return evaluated
    }

    private func scalars(_ value: SpecValue, _ plan: SchemaPlan) -> Bool {
        switch value {
        case .integer, .real:
            let number: ExactDecimal = value.decimal
            for bound in plan.numbers.bounds {
                let limit: ExactDecimal = bound.value.decimal
                switch bound.keyword {
                case "minimum": if number < limit { return false }
                case "exclusiveMinimum": if number <= limit { return false }
                case "maximum": if number > limit { return false }
                default: if number >= limit { return false }
                }
            }
            return plan.numbers.multipleOf.map { number.isMultiple(of: $0.decimal) } ?? true
        case .string(let text):
            let length: Int = text.unicodeScalars.count
            if length < plan.strings.minLength { return false }
            if let most = plan.strings.maxLength, length > most { return false }
            return plan.strings.pattern.map { text.matches($0) } ?? true
        default: return true
        }
    }

    private func array(_ value: SpecValue, _ plan: SchemaPlan, _ evaluated: inout Evaluated) -> Bool {
        guard case .array(let elements) = value else { return true }
        let arrays: ArrayAssertions = plan.arrays
        if elements.count < arrays.minItems { return false }
        if let most = arrays.maxItems, elements.count > most { return false }
        if arrays.unique {
            for (index, element) in elements.enumerated() where elements[..<index].contains(where: { $0 == element }) {
                return false
            }
        }
        for (index, element) in elements.enumerated() {
            let schema: SchemaID? = index < arrays.prefix.count ? arrays.prefix[index] : arrays.items
            guard let schema else { continue }
            guard accepts(element, schema) else { return false }
            evaluated.items.insert(index)
        }
        guard let contains = arrays.contains else { return true }
        let matching: [Int] = elements.indices.filter { accepts(elements[$0], contains.schema) }
        evaluated.items.formUnion(matching)
        return matching.count >= contains.min && matching.count <= contains.max ?? .max
    }

    private func object(_ value: SpecValue, _ plan: SchemaPlan, _ evaluated: inout Evaluated) -> Bool {
        guard case .object(let members) = value else { return true }
        let objects: ObjectAssertions = plan.objects
        if members.count < objects.minProperties { return false }
        if let most = objects.maxProperties, members.count > most { return false }
        let names: Set<ByteText> = Set(members.map { ByteText($0.key) })
        guard objects.required.allSatisfy({ names.contains(ByteText($0)) }) else { return false }
        for member in members {
            if let schema = objects.propertyNames, !accepts(.string(member.key), schema) { return false }
            let named = objects.properties.filter { ByteText($0.name) == ByteText(member.key) }
            var schemas = named.map(\.schema)
            schemas += objects.patternProperties.filter { member.key.matches($0.name) }.map(\.schema)
            if schemas.isEmpty, let additional = objects.additional { schemas = [additional] }
            guard schemas.allSatisfy({ accepts(member.value, $0) }) else { return false }
            if !schemas.isEmpty { evaluated.members.insert(ByteText(member.key)) }
        }
        for dependency in objects.dependencies where names.contains(ByteText(dependency.name)) {
            guard dependency.required.allSatisfy({ names.contains(ByteText($0)) }) else { return false }
            if let schema = dependency.schema, !apply(value, schema, &evaluated) { return false }
        }
        return true
    }

    private func composites(_ value: SpecValue, _ plan: SchemaPlan, _ evaluated: inout Evaluated) -> Bool {
        let composites: Composites = plan.composites
        let certain: [SchemaID?] = [composites.reference, composites.dynamicReference] + composites.allOf
        for schema in certain.compactMap({ $0 }) where !apply(value, schema, &evaluated) { return false }
        for (branches, most) in [(composites.anyOf, Int.max), (composites.oneOf, 1)] where !branches.isEmpty {
            let results: [Evaluated] = branches.compactMap { evaluate(value, $0) }
            guard !results.isEmpty, results.count <= most else { return false }
            for result in results { evaluated.formUnion(result) }
        }
        if let not = composites.not, accepts(value, not) { return false }
        guard let condition = composites.condition else { return true }
        if let result = evaluate(value, condition) {
            evaluated.formUnion(result)
            return composites.then.map { apply(value, $0, &evaluated) } ?? true
        }
        return composites.otherwise.map { apply(value, $0, &evaluated) } ?? true
    }

    private func apply(_ value: SpecValue, _ schema: SchemaID, _ evaluated: inout Evaluated) -> Bool {
        guard let result = evaluate(value, schema) else { return false }
        evaluated.formUnion(result)
        return true
    }

    private func unevaluated(_ value: SpecValue, _ plan: SchemaPlan, _ evaluated: inout Evaluated) -> Bool {
        if case .object(let members) = value, let schema = plan.objects.unevaluated {
            for member in members where evaluated.members.insert(ByteText(member.key)).inserted {
                guard accepts(member.value, schema) else { return false }
            }
        }
        if case .array(let elements) = value, let schema = plan.arrays.unevaluated {
            for (index, element) in elements.enumerated() where evaluated.items.insert(index).inserted {
                guard accepts(element, schema) else { return false }
            }
        }
        return true
    }
}

/// Text that is equal by its bytes: `String` compares canonically, JSON does not.
struct ByteText: Hashable {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }
}

extension JSONTypes {
    fileprivate func admits(_ value: SpecValue) -> Bool {
        switch value {
        case .null: contains(.null)
        case .bool: contains(.boolean)
        case .integer: contains(.integer)
        case .real(let number): number.rounded() == number ? contains(.integer) : contains(.fraction)
        case .string: contains(.string)
        case .array: contains(.array)
        case .object: contains(.object)
        }
    }
}

extension SpecValue {
    fileprivate var decimal: ExactDecimal {
        switch self {
        case .integer(let number): ExactDecimal(number)
        case .real(let number): ExactDecimal(number)
        default: ExactDecimal(0 as Int64)
        }
    }
}

extension String {
    fileprivate func matches(_ pattern: String) -> Bool {
        guard let compiled = try? Pattern(ecma: pattern) else { return false }
        var copy: String = self
        return copy.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return compiled.matches(.empty) }
            return compiled.matches(Bytes(start: start, count: buffer.count))
        }
    }
}
