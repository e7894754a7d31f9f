/// The contract as one HTML page: no script, and nothing that is loaded from elsewhere.
package struct DocumentationPage {
    private let index: DocumentationIndex
    private let info: SpecNode?
    private let tags: [(name: String, description: String)]
    private let defaultBase: String
    private let oracle: SchemaOracle
    /// How many operations have a summary.
    private let summaries: [String: Int]

    /// The page of a specification that was checked.
    package static func html(_ contract: Contract, _ registry: Registry) -> String {
        var writer = HTMLWriter()
        DocumentationPage(contract, registry).write(into: &writer)
        return writer.html
    }

    /// The same as a Swift file: `DocumentationPage.html` and `.style`.
    package static func swift(_ contract: Contract, _ registry: Registry) -> String {
        DocumentationEmitter(contract: contract, registry: registry).text()
    }

    /// One line of a description.
    package static func inline(_ text: String, _ contract: Contract, _ registry: Registry) -> String {
        var writer = HTMLWriter()
        Markdown(index: DocumentationIndex(contract: contract, registry: registry)).inline(text, into: &writer)
        return writer.html
    }

    /// The text between the page's `<style>` tags, byte by byte, so that a policy can name its hash.
    package static var style: String { PageStyle.css }

    private init(_ contract: Contract, _ registry: Registry) {
        index = DocumentationIndex(contract: contract, registry: registry)
        info = registry.entry?["info"]
        oracle = SchemaOracle(registry: registry)
        summaries = contract.operations.reduce(into: [:]) { $0[$1.summary, default: 0] += 1 }
        let declared = (registry.entry?["tags"]?.elements ?? []).map { tag in
            (name: tag["name"]?.string ?? "", description: tag["description"]?.string ?? "")
        }
        let isTagged = contract.operations.allSatisfy { operation in
            declared.contains { $0.name == Self.tag(of: operation) }
        }
        tags = isTagged ? declared : declared + [(name: "", description: "")]
        let server = registry.entry?["servers"]?.elements.first?["url"]?.string ?? ""
        let isAbsolute = server.hasPrefix("http://") || server.hasPrefix("https://")
        defaultBase =
            isAbsolute && !server.contains("{")
            ? String(server.hasSuffix("/") ? server.dropLast() : server[...]) : "http://localhost:8080"
    }

    private static func tag(of operation: Operation) -> String {
        operation.node["tags"]?.elements.first?.string ?? ""
    }

    /// The operations under a tag; those whose tag is not declared stand under "".
    private func operations(_ tag: String) -> [Operation] {
        index.contract.operations.filter { operation in
            let own = Self.tag(of: operation)
            return own == tag || tag.isEmpty && !tags.contains { $0.name == own }
        }
    }

    private func write(into writer: inout HTMLWriter) {
        writer.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        writer.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        writer.markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        writer.block("title", "\(index.contract.title) \(index.contract.version)")
        writer.markup("<link rel=\"icon\" href=\"data:,\">\n<style>")
        writer.markup(PageStyle.text)
        writer.markup("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n")
        writer.block("div", ["class": "page"]) { writer in
            contents(into: &writer)
            writer.block("main", ["id": "content", "tabindex": "-1"]) { main(into: &$0) }
        }
        writer.markup("</body>\n</html>\n")
    }

    private func main(into writer: inout HTMLWriter) {
        let markdown = Markdown(index: index)
        writer.block("header") { writer in
            writer.block("h1") { writer in
                writer.text(index.contract.title + " ")
                writer.inline("span", ["class": "id"], index.contract.version)
            }
            if let summary = info?["summary"]?.string {
                writer.block("p", ["class": "lead"]) { markdown.inline(summary, into: &$0) }
            }
            if let description = info?["description"]?.string { markdown.write(description, into: &writer) }
        }
        GuideSection(index: index, defaultBase: defaultBase).write(into: &writer)
        for tag in tags {
            let operations = operations(tag.name)
            guard !operations.isEmpty else { continue }
            writer.block("section", ["id": Anchor.tag(tag.name)]) { writer in
                writer.block("h2", tag.name.isEmpty ? "Operations" : "Operations: \(tag.name)")
                markdown.write(tag.description, into: &writer)
                for operation in operations {
                    OperationSection(index: index, operation: operation, defaultBase: defaultBase, oracle: oracle)
                        .write(into: &writer)
                }
            }
        }
        ReferenceSection(index: index).write(into: &writer)
    }

    /// The links of the side bar; a closed box on a small screen.
    private func contents(into writer: inout HTMLWriter) {
        writer.block("nav", ["aria-label": "Contents"]) { writer in
            writer.block("details", ["class": "contents"]) { writer in
                writer.inline("summary", "Contents")
                var guide: [(String, String)] = [
                    ("Calling it", "calling"), ("The order of checks", "order"), ("Limits", "limits"),
                    ("Problems", "problems"),
                ]
                if !index.contract.securitySchemes.isEmpty { guide.insert(("Credentials", "credentials"), at: 1) }
                links("Guide", guide, into: &writer)
                for tag in tags {
                    let entries = operations(tag.name).map { (title(of: $0), Anchor.operation($0.id)) }
                    if !entries.isEmpty { links(tag.name.isEmpty ? "Operations" : tag.name, entries, into: &writer) }
                }
                links("Schemas", index.schemas.map { ($0.name, Anchor.schema($0.name)) }, into: &writer)
            }
        }
    }

    /// The summary; with the path where another operation has the same.
    private func title(of operation: Operation) -> String {
        guard !operation.summary.isEmpty else { return operation.id }
        return summaries[operation.summary] == 1 ? operation.summary : "\(operation.summary): \(operation.path)"
    }

    private func links(_ title: String, _ entries: [(String, String)], into writer: inout HTMLWriter) {
        guard !entries.isEmpty else { return }
        writer.block("p", ["class": "label"], title)
        writer.block("ul") { writer in
            for (words, anchor) in entries { writer.inline("li") { $0.link(anchor) { $0.text(words) } } }
        }
    }
}
