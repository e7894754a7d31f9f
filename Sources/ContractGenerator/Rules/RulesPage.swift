/// `docs/rules.md`: the rules of the linter, for people.
package enum RulesPage {
    package static func markdown() -> String {
        let rules = LintRule.allCases.sorted { $0.rawValue < $1.rawValue }
        return introduction + rules.map(section).joined()
    }

    private static let introduction = """
        # Rules of the linter

        What `contract-generator lint`, and with it every build, says about a specification. A diagnostic shows the rule's name in
        brackets behind the message, with file, line, column and JSON pointer:

        ```
        api/schemas/Item.json:7:9: error: there is no type "nil" [unknown-type] (at #/properties/id/type/1)
          Write one of null, boolean, object, array, number, integer, string.
        ```

        Errors end the build; warnings do not. Each rule says which it is:

        - **generator**: without it no right code comes out of a document, be it one that we serve or one that we call;
        - **style**: what this house asks of the contract that it serves: words, examples, statuses, limits, no contradictions.

        `api/` is held to both. The documents of services that we call, `api/services/*/`, are held to the generator's needs
        alone (`contract-generator lint --service DIR`): others write them.

        Rules over changes from one contract to another are in [contract-diff.md](contract-diff.md). This page is printed by
        `contract-generator rules`, from [`Sources/ContractGenerator/Rules`](../Sources/ContractGenerator/Rules).

        """

    private static func section(_ rule: LintRule) -> String {
        let entry = rule.entry
        return """

            ## \(rule.rawValue)

            *\(entry.kind.rawValue), \(entry.severity.rawValue)*

            \(filled(entry.meaning))

            ```\(entry.language.rawValue)
            \(entry.example)
            ```

            \(filled("**Fix.** " + entry.fix))

            """
    }

    /// The text in lines of at most 120 columns.
    private static func filled(_ text: String) -> String {
        var lines: [String] = [""]
        for word in text.split(whereSeparator: \.isWhitespace) {
            let line = lines[lines.count - 1]
            if line.isEmpty || line.count + 1 + word.count <= 120 {
                lines[lines.count - 1] = line.isEmpty ? String(word) : line + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n")
    }
}
