/// Schemas that mean "at most one of these members".
enum AtMostOneRules {
    static func check(_ schema: SpecNode, _ report: inout Report) {
        guard let alternatives = schema["oneOf"], let last = alternatives.elements.last, last["not"] != nil,
            last.members.count == 1, alternatives.elements.contains(where: { AtMostOne.requiredMember($0) != nil }),
            AtMostOne.members(of: schema) == nil
        else { return }
        report.add(
            .atMostOne,
            at: alternatives,
            "this is almost \"at most one of these members\"",
            advice:
                "Let the last branch be {\"not\": {\"anyOf\": […]}} of exactly the others, each an optional property."
        )
    }
}
