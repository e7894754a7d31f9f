/// An output's case, body and header fields, whichever module it is of.
struct OutputParts {
    /// The name of the case.
    let name: String
    let body: Any?
    /// Header fields by the name that Swift has for them.
    let fields: [String: String]

    init(_ output: any Sendable) {
        guard let child = Mirror(reflecting: output).children.first else {
            (name, body, fields) = ("\(output)".replacing("`", with: ""), nil, [:])
            return
        }
        name = (child.label ?? "").replacing("`", with: "")
        let value = Mirror(reflecting: child.value)
        guard value.displayStyle == .tuple else {
            (body, fields) = (child.value, [:])
            return
        }
        body = value.children.first { ($0.label ?? ".").hasPrefix(".") }?.value
        fields = value.children.reduce(into: [:]) { fields, part in
            guard let label = part.label, !label.hasPrefix(".") else { return }
            fields[label] = (part.value as? String?) ?? nil
        }
    }

    /// The body as Swift prints it, without the names of modules.
    var text: String {
        body.map { "\($0)" }?.replacing("Generated.", with: "").replacing("ContractClient.", with: "") ?? ""
    }
}
