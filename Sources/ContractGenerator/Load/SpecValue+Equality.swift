extension SpecValue {
    /// Equality of JSON Schema 2020-12 § 4.2.2: numbers by value, strings by bytes, objects without order.
    package static func == (left: SpecValue, right: SpecValue) -> Bool {
        switch (left, right) {
        case (.null, .null): return true
        case (.bool(let one), .bool(let other)): return one == other
        case (.integer(let one), .integer(let other)): return one == other
        case (.real(let one), .real(let other)): return one == other
        case (.integer(let one), .real(let other)), (.real(let other), .integer(let one)):
            return Int64(exactly: other) == one
        case (.string(let one), .string(let other)): return one.utf8.elementsEqual(other.utf8)
        case (.array(let one), .array(let other)): return one.elementsEqual(other, by: ==)
        case (.object(let one), .object(let other)):
            return one.count == other.count
                && one.allSatisfy { member in
                    other.contains { $0.key.utf8.elementsEqual(member.key.utf8) && $0.value == member.value }
                }
        default: return false
        }
    }
}

extension [SpecValue] {
    /// True where an element equals `value` as JSON does.
    package func containsJSON(_ value: SpecValue) -> Bool { contains { $0 == value } }
}
