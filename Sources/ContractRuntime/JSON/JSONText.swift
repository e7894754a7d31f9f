/// A JSON value of any shape, kept as its text: what a schema leaves open stays as it came, byte for byte.
package struct JSONText: Sendable, Equatable {
    /// UTF-8, one valid JSON value, without white space around it.
    package var bytes: [UInt8]

    /// Takes text that is known to be one valid JSON value.
    package init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Writes a parsed value anew: escapes in their shortest form, fractions and wide integers from their double.
    package init(_ value: JSONValue) {
        var writer = JSONWriter(capacity: 256)
        writer.write(value)
        bytes = writer.bytes
    }
    package static let null = JSONText(trusted: Array("null".utf8))

    package var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// A member whose name the contract does not fix. Names are compared by bytes, so these stay a list: a `Dictionary`
/// would fold names that are canonically equivalent.
package struct JSONMember<Value: Sendable>: Sendable {
    package var name: String
    package var value: Value

    @inlinable
    package init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

/// An optional member that may also be null: three states, none of them lost.
package enum Presence<Value: Sendable>: Sendable {
    case absent
    case null
    case value(Value)

    /// The value where there is one.
    @inlinable
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

extension Presence: Equatable where Value: Equatable {}
extension JSONMember: Equatable where Value: Equatable {}
