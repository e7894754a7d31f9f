/// The parts that operations refer to: shared answers, kinds of problems, schemas.
struct ReferenceSection {
    let index: DocumentationIndex

    func write(into writer: inout HTMLWriter) {
        problems(into: &writer)
        sharedAnswers(into: &writer)
        schemas(into: &writer)
    }

    private func problems(into writer: inout HTMLWriter) {
        let markdown = Markdown(index: index)
        writer.block("section", ["id": "problems"]) { writer in
            writer.block("h2", "Problems")
            writer.block("p") { writer in
                writer.markup("Errors are <code>application/problem+json</code> (RFC 9457). ")
                writer.markup("Branch on <code>type</code>; <code>title</code> and <code>detail</code> are for people.")
            }
            for problem in ProblemCatalogue.all {
                writer.block("section", ["class": "problem", "id": Anchor.problem(problem.name)]) { writer in
                    writer.block("h3") { writer in
                        writer.text(problem.title + " ")
                        writer.inline(
                            "span",
                            ["class": "id"],
                            problem.statuses.map(String.init).joined(separator: ", ")
                        )
                    }
                    writer.block("p") { $0.code(problem.type) }
                    writer.block("p") { writer in
                        writer.inline("span", ["class": "label"], "When:")
                        writer.text(" ")
                        markdown.inline(problem.when, into: &writer)
                    }
                    writer.block("p") { writer in
                        writer.inline("span", ["class": "label"], "What to do:")
                        writer.text(" ")
                        markdown.inline(problem.remedy, into: &writer)
                    }
                }
            }
        }
    }

    /// Each once, as the first operation that has it answers it.
    private func sharedAnswers(into writer: inout HTMLWriter) {
        let used = index.contract.operations.flatMap(\.responses)
            .reduce(into: [:]) { $0[ExactText($1.node.location)] = $1 }
        let answers = index.responses.compactMap { entry in
            used[ExactText(entry.node.location)].map { (name: entry.name, response: $0) }
        }
        guard !answers.isEmpty else { return }
        writer.block("section", ["id": "answers"]) { writer in
            writer.block("h2", "Shared answers")
            for answer in answers {
                writer.block("section", ["class": "answer", "id": Anchor.sharedResponse(answer.name)]) { writer in
                    writer.block("h3") { writer in
                        writer.text(answer.name + " ")
                        writer.inline("span", ["class": "id"], "\(answer.response.status)")
                    }
                    AnswerSection(index: index, response: answer.response).content(into: &writer)
                }
            }
        }
    }

    private func schemas(into writer: inout HTMLWriter) {
        guard !index.schemas.isEmpty else { return }
        let section = SchemaSection(index: index)
        writer.block("section", ["id": "schemas"]) { writer in
            writer.block("h2", "Schemas")
            for schema in index.schemas {
                let anchor = Anchor.schema(schema.name)
                writer.block("article", ["id": anchor, "class": "schema"]) { writer in
                    writer.block("h3") { writer in
                        writer.text(schema.name + " ")
                        let label = "Link to \(schema.name)"
                        writer.inline("a", ["class": "self", "href": "#" + anchor, "aria-label": label], "#")
                    }
                    section.write(schema.node, anchor: anchor, into: &writer)
                    section.examples(of: schema.node, into: &writer)
                }
            }
        }
    }
}
