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
            writer.line("/// The text between the page's `<style>` tags; a content security policy names its hash.")
            writer.literal("package static let style: StaticString =", DocumentationPage.style)
            writer.line()
            writer.line("/// The page.")
            writer.literal("package static let html: StaticString =", DocumentationPage.html(contract, registry))
        }
        return writer.text
    }
}
