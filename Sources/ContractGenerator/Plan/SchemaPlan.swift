/// A schema's number in the plan.
package struct SchemaID: Hashable, Sendable {
    package let index: Int
}

/// The JSON types a schema admits (`type`).
package struct JSONTypes: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let null = JSONTypes(rawValue: 1)
    package static let boolean = JSONTypes(rawValue: 2)
    package static let integer = JSONTypes(rawValue: 4)
    /// Numbers with a fraction; `number` in a schema means this and `integer`.
    package static let fraction = JSONTypes(rawValue: 8)
    package static let string = JSONTypes(rawValue: 16)
    package static let array = JSONTypes(rawValue: 32)
    package static let object = JSONTypes(rawValue: 64)
    package static let number: JSONTypes = [.integer, .fraction]
    package static let all: JSONTypes = [.null, .boolean, .number, .string, .array, .object]

    package init?(keyword: String) {
        switch keyword {
        case "null": self = .null
        case "boolean": self = .boolean
        case "integer": self = .integer
        case "number": self = .number
        case "string": self = .string
        case "array": self = .array
        case "object": self = .object
        default: return nil
        }
    }
}

/// The assertions of one schema, references resolved to numbers: acceptance is defined by this and by nothing else.
///
/// Each group holds for instances of its type only, as JSON Schema says; the emitter guards them.
package struct SchemaPlan: Sendable {
    package let id: SchemaID
    package let node: SpecNode
    /// The unique Swift name that functions and types of this schema derive theirs from.
    package let name: String

    /// Set where the schema is `true` or `false`.
    package var constant: Bool?
    package var types: JSONTypes = .all
    package var enumeration: [SpecValue]?
    package var numbers = NumberAssertions()
    package var strings = StringAssertions()
    package var arrays = ArrayAssertions()
    package var objects = ObjectAssertions()
    package var composites = Composites()
    /// Set where the schema says "at most one of these members".
    var atMostOne: AtMostOne?

    package init(id: SchemaID, node: SpecNode, name: String) {
        self.id = id
        self.node = node
        self.name = name
    }

    /// True where every value passes.
    package var acceptsEverything: Bool {
        (constant ?? true) && types == .all && enumeration == nil && numbers.isEmpty && strings.isEmpty
            && arrays.isEmpty && objects.isEmpty && composites.isEmpty
    }
}

package struct NumberAssertions: Sendable {
    package struct Bound: Sendable {
        package var keyword: String
        package var value: SpecValue
    }

    package var bounds: [Bound] = []
    package var multipleOf: SpecValue?

    package var isEmpty: Bool { bounds.isEmpty && multipleOf == nil }
}

package struct StringAssertions: Sendable {
    package var minLength: Int = 0
    package var maxLength: Int?
    package var pattern: String?
    package var format: String?

    package var isEmpty: Bool { minLength == 0 && maxLength == nil && pattern == nil && format == nil }
}

package struct ArrayAssertions: Sendable {
    package struct Contains: Sendable {
        package var schema: SchemaID
        package var min: Int
        package var max: Int?
    }

    package var minItems: Int = 0
    package var maxItems: Int?
    package var unique: Bool = false
    package var prefix: [SchemaID] = []
    package var items: SchemaID?
    package var contains: Contains?
    /// `unevaluatedItems`: for elements that nothing else of the schema, or of what it refers to, has looked at.
    package var unevaluated: SchemaID?

    package var isEmpty: Bool {
        minItems == 0 && maxItems == nil && !unique && prefix.isEmpty && items == nil && contains == nil
            && unevaluated == nil
    }
}

package struct ObjectAssertions: Sendable {
    package struct Property: Sendable {
        package var name: String
        package var schema: SchemaID
    }

    package struct Dependency: Sendable {
        package var name: String
        package var required: [String]
        package var schema: SchemaID?
    }

    package var minProperties: Int = 0
    package var maxProperties: Int?
    package var required: [String] = []
    package var properties: [Property] = []
    /// `name` is the pattern.
    package var patternProperties: [Property] = []
    package var additional: SchemaID?
    package var propertyNames: SchemaID?
    package var dependencies: [Dependency] = []
    /// `unevaluatedProperties`: for members that nothing else of the schema, or of what it refers to, has looked at.
    package var unevaluated: SchemaID?

    package var isEmpty: Bool {
        minProperties == 0 && maxProperties == nil && required.isEmpty && properties.isEmpty
            && patternProperties.isEmpty && additional == nil && propertyNames == nil && dependencies.isEmpty
            && unevaluated == nil
    }
}

package struct Composites: Sendable {
    package var reference: SchemaID?
    /// The schema that `$dynamicRef` leads to from here; the dynamic scope is known when a schema is planned.
    package var dynamicReference: SchemaID?
    package var allOf: [SchemaID] = []
    package var anyOf: [SchemaID] = []
    package var oneOf: [SchemaID] = []
    package var not: SchemaID?
    package var condition: SchemaID?
    package var then: SchemaID?
    package var otherwise: SchemaID?

    package var isEmpty: Bool {
        reference == nil && dynamicReference == nil && allOf.isEmpty && anyOf.isEmpty && oneOf.isEmpty && not == nil
            && (condition == nil || then == nil && otherwise == nil)
    }
}
