/// Reading values without a schema: what is not there is null, "" or empty.
extension SpecValue {
    /// The value of a JSON text; nil where it is none, names a member twice or nests deeper than 128.
    package init?(json: [UInt8]) {
        guard let value = try? JSONReader.read(json) else { return nil }
        self = value
    }

    /// The member of that name.
    package subscript(_ name: String) -> SpecValue { member(name) ?? .null }

    /// The text of a string.
    package var text: String { if case .string(let text) = self { text } else { "" } }

    /// The elements of an array.
    package var elements: [SpecValue] { if case .array(let elements) = self { elements } else { [] } }

    /// The names of an object's members, in their order.
    package var names: [String] { if case .object(let members) = self { members.map(\.key) } else { [] } }

    /// A number without a fraction, however it was written.
    package var integer: Int64? { NumberRules.integer(self) }

    /// True for null and for what is not there.
    package var isNull: Bool { if case .null = self { true } else { false } }

    /// As compact JSON.
    package var json: String { SwiftLiteral.json(self) }
}
