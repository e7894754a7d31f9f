import HTTPTypes

extension Problem {
    /// A body that is no acceptable JSON text, with the place where reading it ended.
    static func malformedJSON(_ body: Bytes, _ limits: JSONLimits, _ error: any Error) -> Problem {
        if case JSONRefusal.duplicateMember(let pointer) = error {
            return Problem(
                .malformedJSON,
                detail: "The body is not acceptable JSON: an object has two members of one name.",
                violations: [
                    ProblemViolation(
                        place: .body,
                        pointer: pointer,
                        keyword: "uniqueNames",
                        message: "this member stands twice in its object"
                    )
                ]
            )
        }
        guard let fault = JSONFault.locate(body, limits) else {
            return Problem(.malformedJSON, detail: "The body is not acceptable JSON.")
        }
        return Problem(
            .malformedJSON,
            detail: "The body is not acceptable JSON: \(fault.message) "
                + "(line \(fault.line), column \(fault.column), byte \(fault.offset))."
        )
    }
}
