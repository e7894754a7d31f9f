import ContractGenerator
import Foundation
import Testing

/// Whatever a specification holds, it is text on the page, in Swift and for the shell.
@Suite struct DocumentationSafetyTests {
    static let hostile: [String] = [
        "<script>alert(1)</script>", "\" onload=\"alert(1)", "' onload='alert(1)", "]]>", "--><b>",
        "</style></pre></code>",
        "&lt;&#x3c;", "`</code><b>`", "*<i>*", "**</strong>**", "\u{0}\u{8}\u{1b}", "a\r\nb\rc", "\u{2028}\u{202E}",
        "\\#(exit(1))", "\\\"\"\"#", "$(touch /tmp/x) `id` ${HOME}", "'; exit 1; '", "<\u{301}b>&\u{301}",
        "'\u{301}; exit 1; '\u{301}",
    ]

    /// The valid fixture with a text in every place that takes one.
    private func sources(with text: String) -> [SpecSource] {
        Fixture.valid.map { source in
            var value = SpecValue(json: source.bytes) ?? .null
            value.decorate(text, key: "")
            return SpecSource(path: source.path, bytes: Array(value.json.utf8))
        }
    }

    @Test(arguments: hostile)
    func textsOfASpecificationAreNeverMarkup(_ text: String) throws {
        let plain = try Page(of: sources(with: "plain"))
        let page = try Page(of: sources(with: text))
        #expect(page.faults == [])
        #expect(page.elements.subtracting(["code", "em", "strong", "ul", "ol", "li"]).isSubset(of: plain.elements))
        #expect(page.attributes == plain.attributes)
        #expect(page.links.filter { !page.identifiers.contains($0) } == [])
    }

    /// The text of the page stands in a raw literal.
    @Test(arguments: hostile)
    func thePageInSwiftEndsWhereItShould(_ text: String) throws {
        let (analysis, _) = Analysis.of(sources(with: text))
        let read = try #require(analysis)
        let html = DocumentationPage.html(read.contract, read.registry)
        let swift = DocumentationPage.swift(read.contract, read.registry)
        let declaration = try #require(swift.firstRange(of: "package static let html: StaticString = "))
        let start = try #require(swift[declaration.upperBound...].firstRange(of: "\"\"\"\n"))
        let signs = String(swift[declaration.upperBound..<start.lowerBound])
        #expect(!signs.isEmpty && signs.allSatisfy { $0 == "#" })
        let lines = html.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : "        \($0)"
        }
        let literal = lines.joined(separator: "\n") + "\n        \"\"\"" + signs + "\n}\n"
        #expect(swift[start.upperBound...].utf8.elementsEqual(literal.utf8))
        #expect(!html.contains("\"\"\"" + signs))
        #expect(!html.contains("\\" + signs))
    }

    @Test(arguments: hostile.filter { !$0.contains("\u{0}") })
    func wordsOfTheShellAreTheTextAndNothingElse(_ text: String) throws {
        let script = "printf %s " + Shell.quoted(text) + "; printf '|%s' \"" + Shell.inDoubleQuotes(text) + "\""
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect([UInt8](bytes) == Array((text + "|" + text).utf8))
    }

    @Test func variablesOfTheShellAreNamedAfterSchemes() {
        #expect(CurlExample.variable("initData") == "INIT_DATA")
        #expect(CurlExample.variable("session") == "SESSION")
        #expect(CurlExample.variable("X-Key") == "X_KEY")
        #expect(CurlExample.variable("2nd") == "_2ND")
        #expect(CurlExample.variable("$(id)") == "_ID_")
        #expect(CurlExample.variable("") == "_")
    }

    @Test(
        arguments: [
            ("one\ntwo\n\nthree", [Markdown.Block.paragraph("one\ntwo"), .paragraph("three")]),
            ("- a\n- b\n  more\n\ntext", [.list(isOrdered: false, ["a", "b\nmore"]), .paragraph("text")]),
            ("1. a\n2) b", [.list(isOrdered: true, ["a", "b"])]),
            ("```\n<b>\n  x\n```\nend", [.code("<b>\n  x"), .paragraph("end")]),
            ("```\nopen", [.code("open")]),
            ("", []), ("\n\n", []), ("-", [.paragraph("-")]), ("1.x", [.paragraph("1.x")]),
        ]
    )
    func descriptionsHaveParagraphsListsAndCode(_ text: String, _ blocks: [Markdown.Block]) {
        #expect(Markdown.blocks(of: text) == blocks)
    }

    @Test(
        arguments: [
            ("`a*b*`", "<code>a*b*</code>"), ("*a* and **b**", "<em>a</em> and <strong>b</strong>"),
            ("2 * 3 * 4", "2 * 3 * 4"), ("a `b", "a `b"), ("``a`b``", "<code>a`b</code>"), ("**a", "**a"),
            ("*a `*` b*", "<em>a `</em>` b*"), ("", ""), ("***", "***"),
            ("`logIn`", "<a href=\"#operation-logIn\"><code>logIn</code></a>"),
        ]
    )
    func linesHaveCodeAndEmphasis(_ text: String, _ html: String) throws {
        let analysis = try #require(Analysis.of(Fixture.api).analysis)
        #expect(DocumentationPage.inline(text, analysis.contract, analysis.registry) == html)
    }
}

extension SpecValue {
    /// Puts the text into everything that people read, and adds schemas with it.
    fileprivate mutating func decorate(_ text: String, key: String) {
        switch self {
        case .string where ["title", "summary", "description"].contains(key): self = .string("x " + text)
        case .array(var elements):
            for index in elements.indices { elements[index].decorate(text, key: "") }
            self = .array(elements)
        case .object(var members):
            for index in members.indices { members[index].value.decorate(text, key: members[index].key) }
            if members.contains(where: { $0.key == "type" }), members.contains(where: { $0.key == "properties" }) {
                let inner: SpecValue = .object([
                    SpecMember(key: "description", value: .string(text)),
                    SpecMember(key: "enum", value: .array([.string(text), .integer(1)])),
                ])
                for index in members.indices where members[index].key == "properties" {
                    guard case .object(let properties) = members[index].value else { continue }
                    // A name with NUL is a fault of its own.
                    let name = text.replacing("\u{0}", with: "")
                    members[index].value = .object(properties + [SpecMember(key: name, value: inner)])
                }
                members.append(SpecMember(key: "examples", value: .array([.string(text)])))
            }
            self = .object(members)
        default: break
        }
    }
}
