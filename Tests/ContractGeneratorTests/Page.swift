import ContractGenerator
import Testing

/// A page taken apart by a reader that forgives nothing: every element closed in order, every attribute quoted, every
/// `id` once, no `<` or bare `&` in text.
struct Page {
    let html: String
    private(set) var faults: [String] = []
    private(set) var identifiers: Set<String> = []
    /// The targets of links inside the page, without `#`.
    private(set) var links: [String] = []
    /// The addresses outside that the page would load or lead to.
    private(set) var sources: [String] = []
    private(set) var elements: Set<String> = []
    private(set) var attributes: Set<String> = []

    private static let void: Set<String> = ["meta", "link", "wbr"]

    init(of sources: [SpecSource]) throws {
        let (analysis, diagnostics) = Analysis.of(sources)
        let read = try #require(analysis, "\(diagnostics)")
        html = DocumentationPage.html(read.contract, read.registry)
        parse()
    }

    /// Bytes, not characters: `<` with a combining mark is still the beginning of a tag.
    private mutating func parse() {
        guard html.hasPrefix("<!DOCTYPE html>\n") else { return faults.append("no doctype") }
        var rest = html.utf8.dropFirst("<!DOCTYPE html>".utf8.count)
        var open: [String] = []
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            check(text: rest[..<start], in: open.last)
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
                return faults.append("a tag without an end")
            }
            let tag = rest[start..<end].dropFirst()
            rest = rest[end...].dropFirst()
            if tag.first == UInt8(ascii: "/") {
                let name = String(Substring(tag.dropFirst()))
                if open.popLast() != name { faults.append("</\(name)> closes nothing") }
            } else {
                let name = tag.prefix { $0 != UInt8(ascii: " ") }
                if !name.allSatisfy({ (0x61...0x7A).contains($0) || (0x31...0x36).contains($0) }) {
                    faults.append("an element <\(Substring(name))>")
                }
                elements.insert(String(Substring(name)))
                read(attributes: tag.dropFirst(name.count), of: String(Substring(name)))
                if !Self.void.contains(String(Substring(name))) { open.append(String(Substring(name))) }
            }
        }
        if !open.isEmpty { faults.append("open at the end: \(open)") }
    }

    private mutating func check(text: Substring.UTF8View, in element: String?) {
        guard element != "style" else { return }
        if text.contains(UInt8(ascii: ">")) { faults.append("a bare > in \(Substring(text).prefix(80))") }
        for part in text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).dropFirst()
        where !["lt;", "gt;", "amp;", "quot;", "#39;"].contains(where: { part.starts(with: $0.utf8) }) {
            faults.append("a bare & before \(Substring(part).prefix(20))")
        }
        if text.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) {
            faults.append("a control character")
        }
    }

    private mutating func read(attributes text: Substring.UTF8View, of element: String) {
        var rest = text
        while let space = rest.first {
            guard space == UInt8(ascii: " ") else { return faults.append("\(Substring(rest)) in <\(element)>") }
            rest.removeFirst()
            let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: " ") }
            rest = rest.dropFirst(name.count)
            attributes.insert(String(Substring(name)))
            guard rest.starts(with: "=\"".utf8) else { continue }
            rest = rest.dropFirst(2)
            guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
                return faults.append("an open quote in <\(element)>")
            }
            note(String(Substring(name)), String(Substring(rest[..<end])))
            rest = rest[end...].dropFirst()
        }
    }

    private mutating func note(_ name: String, _ value: String) {
        switch name {
        case "id":
            if value.isEmpty || value.contains(where: \.isWhitespace) { faults.append("the id \"\(value)\"") }
            if !identifiers.insert(value).inserted { faults.append("two elements have the id \(value)") }
        case "href" where value.hasPrefix("#"): links.append(String(value.dropFirst()))
        case "href", "src", "srcset", "action", "data", "poster": sources.append(value)
        default: break
        }
    }
}
