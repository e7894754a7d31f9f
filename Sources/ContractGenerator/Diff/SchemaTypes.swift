/// A set of JSON types without null; numbers are integers and fractions, so that `number` includes `integer`.
struct SchemaTypes: OptionSet, Hashable {
    let rawValue: UInt8

    static let boolean = Self(rawValue: 1)
    static let object = Self(rawValue: 2)
    static let array = Self(rawValue: 4)
    static let integer = Self(rawValue: 8)
    static let fraction = Self(rawValue: 16)
    static let string = Self(rawValue: 32)

    static let number: Self = [.integer, .fraction]
    static let all: Self = [.boolean, .object, .array, .integer, .fraction, .string]

    /// The types that `type` names; everything where there is none, as for names that are no types.
    init(keyword: SpecNode?) {
        guard let keyword else {
            self = .all
            return
        }
        let names = keyword.string.map { [$0] } ?? keyword.elements.compactMap(\.string)
        self = names.reduce(into: Self()) { types, name in types.formUnion(Self(name: name)) }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    private init(name: String) {
        self =
            switch name {
            case "boolean": .boolean
            case "object": .object
            case "array": .array
            case "integer": .integer
            case "number": .number
            case "string": .string
            default: []
            }
    }

    init(of value: SpecValue) {
        self =
            switch value {
            case .null: []
            case .bool: .boolean
            case .object: .object
            case .array: .array
            case .string: .string
            case .integer, .real: NumberRules.integer(value) == nil ? .fraction : .integer
            }
    }

    /// As people read it: `integer or string`.
    var phrase: String {
        if self == .all { return "any type" }
        var names: [String] = []
        if contains(.boolean) { names.append("boolean") }
        if contains(.object) { names.append("object") }
        if contains(.array) { names.append("array") }
        if isSuperset(of: .number) {
            names.append("number")
        } else if contains(.integer) {
            names.append("integer")
        } else if contains(.fraction) {
            names.append("fraction")
        }
        if contains(.string) { names.append("string") }
        return names.isEmpty ? "null" : names.joined(separator: " or ")
    }
}
