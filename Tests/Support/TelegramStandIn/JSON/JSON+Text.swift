import ContractRuntime
import HTTPTypes

extension JSON {
    /// Reads a text; nil where it is none.
    package init?(_ text: some Collection<UInt8>) {
        let value = try? JSONDocument.withRoot(copying: text) { JSON($0) }
        guard let value else { return nil }
        self = value
    }

    /// Reads a text; nil where it is none.
    package init?(text: String) { self.init(text.utf8) }

    private init(_ value: JSONValue) {
        if value.isObject {
            var members: [String: JSON] = [:]
            var rest = value.members
            while let (name, member) = rest.next() { members[name.string] = JSON(member) }
            self = .object(members)
        } else if value.isArray {
            var elements: [JSON] = []
            var rest = value.elements
            while let element = rest.next() { elements.append(JSON(element)) }
            self = .array(elements)
        } else if value.isString {
            self = .string(value.string)
        } else if value.isBool {
            self = .bool(value.bool)
        } else if let number = value.isNumber ? value.int64 : nil {
            self = .int(number)
        } else {
            self = value.isNumber ? .double(value.double) : .null
        }
    }

    /// The value as text; members stand in the order of their names.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The value as text; members stand in the order of their names.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    private func write(to writer: inout JSONWriter) {
        var first = true
        switch self {
        case .null: writer.writeNull()
        case .bool(let value): writer.write(value)
        case .int(let value): writer.write(value)
        case .double(let value): writer.write(value)
        case .string(let value): writer.write(value)
        case .array(let elements):
            writer.raw("[")
            for element in elements {
                writer.separate(&first)
                element.write(to: &writer)
            }
            writer.raw("]")
        case .object(let members):
            writer.raw("{")
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                writer.name(escaping: name, &first)
                member.write(to: &writer)
            }
            writer.raw("}")
        }
    }
}
