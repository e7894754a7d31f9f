/// One operation: what it takes, what it answers, how it is called.
struct OperationSection {
    let index: DocumentationIndex
    let operation: Operation
    let defaultBase: String
    let oracle: SchemaOracle
    var schemas: SchemaSection { SchemaSection(index: index) }
    var markdown: Markdown { Markdown(index: index) }
    var anchor: String { Anchor.operation(operation.id) }

    func write(into writer: inout HTMLWriter) {
        writer.block("article", ["id": anchor, "class": "operation"]) { writer in
            writer.block("h3") { writer in
                writer.text(operation.summary.isEmpty ? operation.id : operation.summary)
                writer.markup(" ")
                writer.inline(
                    "a",
                    ["class": "self", "href": "#" + anchor, "aria-label": "Link to \(operation.id)"],
                    "#"
                )
            }
            writer.block("p", ["class": "route"]) { writer in
                let method = operation.method.uppercased()
                writer.inline("span", ["class": "method " + operation.method], method)
                writer.markup(" ")
                writer.inline("code", ["class": "path"]) { writer in
                    // A long path may break after each slash.
                    for (number, part) in operation.path.split(separator: "/", omittingEmptySubsequences: false)
                        .enumerated()
                    {
                        if number > 0 { writer.markup("/<wbr>") }
                        writer.text(String(part))
                    }
                }
                writer.markup(" ")
                writer.inline("span", ["class": "id"], operation.id)
            }
            if operation.node["deprecated"]?.bool == true {
                writer.block("p", ["class": "deprecated"], "Deprecated: it will go away.")
            }
            if let description = operation.node["description"]?.string { markdown.write(description, into: &writer) }
            security(into: &writer)
            parameters(into: &writer)
            body(into: &writer)
            calls(into: &writer)
            answers(into: &writer)
        }
    }

    private func security(into writer: inout HTMLWriter) {
        writer.block("h4", "Credentials")
        let alternatives = operation.security.filter { !$0.isEmpty }
        guard !alternatives.isEmpty else { return writer.block("p", "None: open to everyone.") }
        let isOptional = alternatives.count < operation.security.count
        writer.block("p") { writer in
            if isOptional || alternatives.count > 1 { writer.text("One of: ") }
            for (number, alternative) in alternatives.enumerated() {
                if number > 0 { writer.text("; or ") }
                for (position, requirement) in alternative.enumerated() {
                    if position > 0 { writer.text(" together with ") }
                    writer.spans([.codeLink(requirement.scheme, to: Anchor.scheme(requirement.scheme))])
                    guard !requirement.roles.isEmpty else { continue }
                    let roles = SchemaWords.list(requirement.roles.map { .code($0) }, last: " and ")
                    writer.spans([.text(requirement.roles.count == 1 ? " with the role " : " with the roles ")] + roles)
                }
            }
            writer.text(isOptional ? "; or none." : ".")
        }
    }

    private func parameters(into writer: inout HTMLWriter) {
        guard !operation.parameters.isEmpty else { return }
        writer.block("h4", "Parameters")
        writer.block("dl", ["class": "members"]) { writer in
            for parameter in operation.parameters { row(parameter, into: &writer) }
        }
    }

    private func row(_ parameter: Parameter, into writer: inout HTMLWriter) {
        let place = parameter.location.rawValue
        let id = Anchor.parameter(parameter.name, place, of: operation.id)
        writer.block("div", ["id": id]) { writer in
            writer.inline("dt") { writer in
                writer.code(parameter.name)
                writer.inline("span", ["class": "place"], " in the \(place)")
                if parameter.required { writer.markup(" <span class=\"required\">required</span>") }
                if parameter.node["deprecated"]?.bool == true { writer.text(" deprecated") }
            }
            writer.inline("dd") { writer in
                schemas.write(parameter.schema, into: &writer)
                if let text = parameter.node["description"]?.string { markdown.write(text, into: &writer) }
                index.writeExamples(of: parameter.node, into: &writer)
            }
        }
    }

    private func body(into writer: inout HTMLWriter) {
        guard let body = operation.body else { return }
        writer.block("h4", ["id": Anchor.body(of: operation.id)], "Body")
        writer.block("p") { writer in
            writer.text(body.required ? "Required, " : "May be left out. ")
            writer.text("\(body.required ? "at" : "At") most \(ByteCount.words(body.maxBytes)); longer is ")
            writer.spans([.link("413", to: Anchor.problem("payload-too-large")), .text(".")])
            if body.maxDepth != RequestBody.standardDepth {
                writer.text(" Its JSON nests at most \(body.maxDepth) deep.")
            }
        }
        if let description = body.node["description"]?.string { markdown.write(description, into: &writer) }
        for media in body.content {
            writer.block("p", ["class": "media"]) { $0.code(media.name) }
            if let schema = media.schema { schemas.write(schema, into: &writer) }
        }
    }

    private func calls(into writer: inout HTMLWriter) {
        let bodies = (operation.body?.content ?? []).flatMap { media in
            index.examples(of: media.node).map {
                (name: $0.name, mediaType: media.name, json: ExampleText.json($0.value))
            }
        }
        let curl = CurlExample(contract: index.contract, operation: operation, defaultBase: defaultBase) { parameter in
            text(of: cases.example(of: parameter))
        }
        writer.block("h4", "Call it")
        for command in curl.commands(bodies: bodies) {
            if !command.name.isEmpty { writer.block("p", ["class": "label"], command.name) }
            writer.block("pre", ["class": "curl", "tabindex": "0"]) { $0.code(command.text) }
        }
    }

    private var cases: OperationCases {
        OperationCases(contract: index.contract, operation: operation, oracle: oracle)
    }

    private func text(of value: SpecValue) -> String { cases.text(of: value) }
}

/// Numbers of bytes for people.
enum ByteCount {
    /// "64 KiB (65536 bytes)".
    static func words(_ bytes: Int) -> String {
        for (unit, size) in [("MiB", 1 << 20), ("KiB", 1 << 10)] where bytes >= size && bytes % size == 0 {
            return "\(bytes / size) \(unit) (\(bytes) bytes)"
        }
        return "\(bytes) bytes"
    }
}
