/// Integers and what Swift's hold of them.
enum IntegerRules {
    static func check(_ schema: SpecNode, _ report: inout Report) {
        guard let types = SchemaValueRules.types(of: schema), types.contains("integer"),
            types.allSatisfy({ $0 == "integer" || $0 == "null" }),
            !["int32", "int64"].contains(schema["format"]?.string ?? "")
        else { return }
        let values = (schema["enum"]?.elements ?? []) + [schema["const"]].compactMap { $0 }
        let lower = [schema["minimum"], schema["exclusiveMinimum"]].compactMap { $0 }
        let upper = [schema["maximum"], schema["exclusiveMaximum"]].compactMap { $0 }
        let numbers = values.isEmpty ? lower + upper : values
        if let node = numbers.first(where: { $0.value.isBeyondInt64 }) {
            report.add(
                .integerRange,
                at: node,
                "no Swift integer holds \(node.value.canonicalText)",
                advice: "Ask for less, or use a string of digits."
            )
        }
        guard values.isEmpty, lower.isEmpty || upper.isEmpty else { return }
        report.add(
            .unboundedInteger,
            at: schema["type"] ?? schema,
            "the integer has no bounds, and Swift's end at 64 bits",
            advice: "Add \"format\": \"int64\", or both \"minimum\" and \"maximum\"."
        )
    }
}

extension SpecValue {
    /// True where this is a number that `Int64` does not hold once its fraction is dropped.
    var isBeyondInt64: Bool {
        if case .real(let number) = self { Int64(exactly: number.rounded()) == nil } else { false }
    }
}
