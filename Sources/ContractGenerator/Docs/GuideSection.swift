/// The chapter on what holds for every operation: credentials, the order of checks, limits, problems.
struct GuideSection {
    let index: DocumentationIndex
    let defaultBase: String
    private var markdown: Markdown { Markdown(index: index) }

    func write(into writer: inout HTMLWriter) {
        calling(into: &writer)
        if !index.contract.securitySchemes.isEmpty { credentials(into: &writer) }
        order(into: &writer)
        limits(into: &writer)
    }

    private func calling(into writer: inout HTMLWriter) {
        writer.block("section", ["id": "calling"]) { writer in
            writer.block("h2", "Calling it")
            writer.block("p") { writer in
                writer.markup("The commands on this page call ")
                writer.code(defaultBase)
                writer.markup(" unless the shell says otherwise; credentials come from its variables too:")
            }
            writer.block("pre", ["class": "curl", "tabindex": "0"]) { writer in
                let variables = index.contract.securitySchemes.map { scheme in
                    "\n" + CurlExample.variable(scheme.name) + "='…'"
                }
                writer.code("BASE_URL=" + Shell.quoted(defaultBase) + variables.joined())
            }
        }
    }

    private func credentials(into writer: inout HTMLWriter) {
        writer.block("section", ["id": "credentials"]) { writer in
            writer.block("h2", "Credentials")
            writer.block("dl", ["class": "members"]) { writer in
                for scheme in index.contract.securitySchemes {
                    writer.block("div", ["id": Anchor.scheme(scheme.name)]) { writer in
                        writer.inline("dt") { $0.code(scheme.name) }
                        writer.inline("dd") { describe(scheme, into: &$0) }
                    }
                }
            }
        }
    }

    private func describe(_ scheme: SecurityScheme, into writer: inout HTMLWriter) {
        let (field, prefix) = CurlExample.field(of: scheme)
        writer.block("p") { writer in
            writer.spans([.text("Sent as "), .code(field + ": " + prefix + "<credential>")])
            if let other = scheme.authorizationScheme {
                writer.spans([.text(" or as "), .code("Authorization: " + other + " <credential>")])
            }
            let status: Int = scheme.unauthorizedStatus
            let problem: String = status == 403 ? "forbidden" : "unauthorized"
            writer.spans([.text("; missing or not valid is "), .link("\(status)", to: Anchor.problem(problem))])
            writer.spans([.text(". In the commands: "), .code("$" + CurlExample.variable(scheme.name)), .text(".")])
        }
        if let description = scheme.node["description"]?.string { markdown.write(description, into: &writer) }
    }

    private func order(into writer: inout HTMLWriter) {
        let steps: [(String, [Int])] = [
            ("The path: ", [404]), ("The method: ", [405]), ("How often this address asks: ", [429]),
            ("Credentials and roles: ", [401, 403]), ("The length of the body: ", [413]),
            ("The media types of body and answer: ", [415, 406]), ("Parameters and body: ", [400]),
        ]
        writer.block("section", ["id": "order"]) { writer in
            writer.block("h2", "The order of checks")
            writer.block(
                "p",
                "The first check that fails is the answer; who may not ask learns nothing about the rest."
            )
            writer.block("ol") { writer in
                for (words, statuses) in steps {
                    let links: [Span] = statuses.map { status in
                        .link("\(status)", to: Anchor.problem(ProblemCatalogue.all(for: status)[0].name))
                    }
                    writer.inline("li") { $0.spans([.text(words)] + SchemaWords.list(links)) }
                }
                writer.inline("li", "What the operation itself finds")
            }
        }
    }

    private func limits(into writer: inout HTMLWriter) {
        let bodies = index.contract.operations.filter { $0.body != nil }
        let limited = index.contract.operations.filter { $0.responses.contains { $0.status == 429 } }
        writer.block("section", ["id": "limits"]) { writer in
            writer.block("h2", "Limits")
            writer.block("ul") { writer in
                let depth = RequestBody.standardDepth
                writer.inline("li", "JSON nests at most \(depth) deep where nothing else is said.")
                writer.inline("li", "JSON names each member of an object once.")
                for operation in bodies {
                    writer.inline("li") { writer in
                        writer.spans([
                            .text("The body of "), .codeLink(operation.id, to: Anchor.body(of: operation.id)),
                        ])
                        writer.text(" has at most \(ByteCount.words(operation.body?.maxBytes ?? 0))")
                        if let depth = operation.body?.maxDepth, depth != RequestBody.standardDepth {
                            writer.text(" and nests at most \(depth) deep")
                        }
                        writer.text(".")
                    }
                }
                guard !limited.isEmpty else { return }
                writer.inline("li") { writer in
                    let links: [Span] = limited.map { .codeLink($0.id, to: Anchor.operation($0.id)) }
                    writer.text("Where the server limits the rate, these count: ")
                    writer.spans(SchemaWords.list(links, last: " and ") + [.text(".")])
                }
            }
        }
    }
}
