/// A fault of the specification, as a value: where it is, which rule it breaks, what to do.
package struct Diagnostic: Error, Sendable {
    package enum Severity: String, Sendable { case error, warning }

    package var severity: Severity
    /// Relative to the specification's folder.
    package var file: String
    /// RFC 6901 pointer to the faulty value.
    package var pointer: String
    /// Stable identifier in kebab case, such as `unknown-keyword`.
    package var rule: String
    /// One sentence that says what is wrong.
    package var message: String
    /// One sentence that says what to do.
    package var advice: String
    /// Where the fault was found in a file that could not be parsed; otherwise the pointer tells.
    package var position: SourcePosition?

    package init(
        _ severity: Severity = .error,
        at node: SpecNode,
        rule: String,
        _ message: String,
        advice: String
    ) {
        self.init(severity, file: node.file.path, pointer: node.pointer, rule: rule, message, advice: advice)
    }

    package init(
        _ severity: Severity = .error,
        file: String,
        pointer: String = "",
        rule: String,
        _ message: String,
        advice: String,
        position: SourcePosition? = nil
    ) {
        self.severity = severity
        self.file = file
        self.pointer = pointer
        self.rule = rule
        self.message = message
        self.advice = advice
        self.position = position
    }
}
