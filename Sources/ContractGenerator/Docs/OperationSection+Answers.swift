/// The answers of an operation.
extension OperationSection {
    func answers(into writer: inout HTMLWriter) {
        writer.block("h4", "Answers")
        for response in operation.responses {
            writer.block("section", ["class": "answer", "id": Anchor.response(response.status, of: operation.id)]) {
                writer in
                AnswerSection(index: index, response: response).write(level: "h5", into: &writer)
            }
        }
    }
}

/// An answer: in full, or as a link where it is shared by operations.
struct AnswerSection {
    let index: DocumentationIndex
    let response: Response
    private var markdown: Markdown { Markdown(index: index) }

    func write(level: StaticString, into writer: inout HTMLWriter) {
        heading("\(response.status) \(Self.words(response.caseName))", level, into: &writer)
        guard let name = index.sharedName(of: response) else { return content(into: &writer) }
        writer.block("p") { writer in
            markdown.inline(Self.firstSentence(response.description), into: &writer)
            writer.markup(" ")
            writer.spans([.link("More on \(name)", to: Anchor.sharedResponse(name))])
        }
    }

    /// Everything that is said of the answer.
    func content(into writer: inout HTMLWriter) {
        markdown.write(response.description, into: &writer)
        problems(into: &writer)
        headers(into: &writer)
        for media in response.content {
            writer.block("p", ["class": "media"]) { $0.code(media.name) }
            if let schema = media.schema { SchemaSection(index: index).write(schema, into: &writer) }
            examples(of: media, into: &writer)
        }
        links(into: &writer)
    }

    private func heading(_ text: String, _ level: StaticString, into writer: inout HTMLWriter) {
        let kind: StaticString =
            switch response.status {
            case ..<300: "good"
            case 300..<400: "moved"
            default: "bad"
            }
        writer.block(level) { $0.inline("span", ["class": "status \(kind)"], text) }
    }

    private func problems(into writer: inout HTMLWriter) {
        let kinds = response.isProblem ? ProblemCatalogue.all(for: response.status) : []
        guard !kinds.isEmpty else { return }
        let links: [Span] = kinds.map { .codeLink($0.type, to: Anchor.problem($0.name)) }
        writer.block("p") { $0.spans([.text("A problem of type ")] + SchemaWords.list(links) + [.text(".")]) }
    }

    private func headers(into writer: inout HTMLWriter) {
        guard !response.headers.isEmpty else { return }
        writer.block("p", ["class": "label"], "Headers")
        writer.block("dl", ["class": "members"]) { writer in
            for header in response.headers {
                writer.block("div") { writer in
                    writer.inline("dt") { writer in
                        writer.code(header.name)
                        if header.required { writer.markup(" <span class=\"required\">always</span>") }
                    }
                    writer.inline("dd") { writer in
                        if let schema = header.schema { SchemaSection(index: index).write(schema, into: &writer) }
                        if let text = header.node["description"]?.string { markdown.write(text, into: &writer) }
                        index.writeExamples(of: header.node, into: &writer)
                    }
                }
            }
        }
    }

    private func examples(of media: MediaType, into writer: inout HTMLWriter) {
        for (number, example) in index.examples(of: media.node).enumerated() {
            writer.block("details", number == 0 ? ["open": ""] : [:]) { writer in
                writer.inline("summary", example.name.isEmpty ? "Example" : "Example: \(example.name)")
                writer.inline("pre", ["tabindex": "0"]) { writer in
                    // A text is shown as it is sent.
                    if !media.name.isJSONMediaType, case .string(let text) = example.value {
                        writer.code(text)
                    } else {
                        writer.code(ExampleText.json(example.value))
                    }
                }
            }
        }
    }

    private func links(into writer: inout HTMLWriter) {
        let links = (response.node["links"]?.members ?? []).compactMap { try? index.registry.follow($0.node) }
        guard !links.isEmpty else { return }
        writer.block("p", ["class": "label"], "Leads to")
        writer.block("ul") { writer in
            for link in links {
                guard let id = link["operationId"]?.string else { continue }
                writer.block("li") { writer in
                    writer.spans([.codeLink(id, to: Anchor.operation(id))])
                    for (number, (name, value)) in (link["parameters"]?.members ?? []).enumerated() {
                        let source = value.string ?? ExampleText.compact(value.value)
                        writer.spans([.text(number == 0 ? " with " : ", "), .code("\(name) = \(source)")])
                    }
                    guard let description = link["description"]?.string else { return }
                    writer.text(": ")
                    markdown.inline(description, into: &writer)
                }
            }
        }
    }

    /// `notModified` → "Not Modified", as RFC 9110 writes reason phrases.
    private static func words(_ name: String) -> String {
        var words = ""
        for (number, scalar) in name.unicodeScalars.enumerated() {
            if number > 0, scalar.properties.isUppercase { words += " " }
            words += number == 0 ? String(scalar).uppercased() : String(scalar)
        }
        return words == "Ok" ? "OK" : words.hasPrefix("Status") ? "" : words
    }

    private static func firstSentence(_ text: String) -> String {
        let line = text.prefix { !$0.isNewline }
        guard let end = line.firstRange(of: ". ") else { return String(line) }
        return String(line[..<end.lowerBound]) + "."
    }
}
