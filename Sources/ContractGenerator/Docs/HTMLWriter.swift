/// Prints HTML. Names of elements and attributes are literals of this program; every text goes through `HTMLText`, so
/// nothing that a specification says can become markup.
struct HTMLWriter {
    private(set) var html: String = ""

    /// Markup that is a literal of this program.
    mutating func markup(_ markup: StaticString) { html += "\(markup)" }

    mutating func text(_ text: String) { html += HTMLText.escape(text) }

    /// Content that stands on the line of its element.
    mutating func inline(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ body: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        body(&self)
        html += "</\(name)>"
    }

    mutating func inline(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ text: String) {
        inline(name, attributes) { $0.text(text) }
    }

    mutating func inline(_ name: StaticString, _ text: String) { inline(name, [:], text) }

    /// An element that ends its line.
    mutating func block(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ body: (inout HTMLWriter) -> Void
    ) {
        inline(name, attributes, body)
        html += "\n"
    }

    mutating func block(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ text: String) {
        block(name, attributes) { $0.text(text) }
    }

    mutating func block(_ name: StaticString, _ text: String) { block(name, [:], text) }

    mutating func code(_ text: String) { inline("code", text) }

    /// A link inside the page.
    mutating func link(_ anchor: String, _ body: (inout HTMLWriter) -> Void) {
        inline("a", ["href": "#" + anchor], body)
    }

    mutating func spans(_ spans: [Span]) {
        for span in spans {
            switch span {
            case .text(let words): text(words)
            case .code(let words): code(words)
            case .link(let words, let anchor): link(anchor) { $0.text(words) }
            case .codeLink(let words, let anchor): link(anchor) { $0.code(words) }
            }
        }
    }

    private mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
        html += "<\(name)"
        for (key, value) in attributes { html += value.isEmpty ? " \(key)" : " \(key)=\"\(HTMLText.escape(value))\"" }
        html += ">"
    }
}

/// A piece of a sentence.
enum Span: Equatable {
    case text(String)
    case code(String)
    /// Words that lead to an anchor of the page.
    case link(String, to: String)
    case codeLink(String, to: String)
}
