/// Reading values without a schema: what is not there is null, "" or empty.
extension SpecValue {
    /// The value of a JSON text; nil where it is none, names a member twice or nests deeper than 128.
    package init?(json: [UInt8]) {
        guard let value = try? JSONReader.read(json) else { return nil }
        self = value
    }

    package subscript(_ name: String) -> SpecValue { member(name) ?? .null }

    package var text: String { if case .string(let text) = self { text } else { "" } }

    package var elements: [SpecValue] { if case .array(let elements) = self { elements } else { [] } }

    package var names: [String] { if case .object(let members) = self { members.map(\.key) } else { [] } }

    package var integer: Int64? { NumberRules.integer(self) }

    package var isNull: Bool { if case .null = self { true } else { false } }

    /// As compact JSON.
    package var json: String { SwiftLiteral.json(self) }
}
