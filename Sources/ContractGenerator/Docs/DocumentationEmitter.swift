/// Prints the page as Swift. Raw text costs the compiler nothing, however long it is.
struct DocumentationEmitter {
    let contract: Contract
    let registry: Registry

    func text() -> String {
        var writer = LineWriter()
        writer.line("// Made from api/ by `contract-generator generate`; edit the contract, not this file.")
        writer.line()
        writer.line("/// The contract as one HTML page, as `GET /docs` answers it.")
        writer.block("package enum DocumentationPage") { writer in
            writer.line("/// What stands between the page's `<style>` tags; a content security policy names its hash.")
            writer.line("package static let style: StaticString = \(SwiftLiteral.string(DocumentationPage.style))")
        }
        let html: String = DocumentationPage.html(contract, registry)
        let signs: String = Self.signs(for: html)
        // No indentation: it would be part of every line of the page that follows a line feed.
        return writer.text + """

            extension DocumentationPage {
                package static let html: StaticString = \(signs)\"\"\"
            """ + "\n" + html + "\n\"\"\"" + signs + "\n}\n"
    }

    /// One more than follow a quote or a backslash anywhere in the text: nothing ends the literal or escapes in it.
    private static func signs(for text: String) -> String {
        var longest = 0
        var run: Int?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
            case UInt8(ascii: "#"): run = run.map { $0 + 1 }
            default: run = nil
            }
            longest = max(longest, run ?? 0)
        }
        return String(repeating: "#", count: longest + 1)
    }
}
