extension SchemaEmitter {
    /// An enum that keeps values which the schema does not list.
    func emitOpenEnumeration(_ plan: SchemaPlan, into writer: inout LineWriter) {
        var names = UniqueNames(taken: ["text", "unknown"])
        let cases: [(name: String, value: String)] = enumerationCases(plan.id).map { entry in
            (names.take(entry.value), entry.value)
        }
        writer.block("package enum \(plan.name): Sendable, Equatable") { writer in
            for entry in cases { writer.line("case \(SwiftLiteral.identifier(entry.name))") }
            writer.line("/// A value that the contract does not list.")
            writer.line("case unknown(String)")
            writer.line()
            writer.block("package init(_ text: Bytes)") { writer in
                for (index, entry) in cases.enumerated() {
                    let keyword: String = index == 0 ? "if" : "} else if"
                    writer.line("\(keyword) text == \(SwiftLiteral.string(entry.value)) {")
                    writer.indented { $0.line("self = .\(SwiftLiteral.identifier(entry.name))") }
                }
                writer.line("} else {")
                writer.indented { $0.line("self = .unknown(text.string)") }
                writer.line("}")
            }
            writer.line()
            writer.line("/// The value as it stands in JSON, without quotes.")
            writer.block("package var text: String") { writer in
                writer.line("switch self {")
                for entry in cases {
                    let name: String = SwiftLiteral.identifier(entry.name)
                    writer.line("case .\(name): \(SwiftLiteral.string(entry.value))")
                }
                writer.line("case .unknown(let text): text")
                writer.line("}")
            }
            writer.line()
            writer.block("package func encode(into writer: inout JSONWriter)") { $0.line("writer.write(text)") }
        }
    }
}
