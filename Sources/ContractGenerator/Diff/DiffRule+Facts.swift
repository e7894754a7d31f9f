extension DiffRule {
    /// The facts of a rule: severities, meaning, advice.
    struct Facts {
        var request: DiffSeverity
        var response: DiffSeverity
        var meaning: String
        var advice: String

        /// Less is allowed than before: breaks those who send.
        static func narrowing(_ meaning: String) -> Self {
            either(
                .error,
                .info,
                meaning,
                "Keep accepting what clients may send, or offer a new operation beside this one."
            )
        }

        /// More is allowed than before: breaks those who read.
        static func widening(_ meaning: String) -> Self {
            either(
                .info,
                .error,
                meaning,
                "Keep answers within what was released, or offer a new operation beside this one."
            )
        }

        static func always(_ severity: DiffSeverity, _ meaning: String, _ advice: String = "") -> Self {
            either(severity, severity, meaning, advice)
        }

        static func either(
            _ request: DiffSeverity,
            _ response: DiffSeverity,
            _ meaning: String,
            _ advice: String = ""
        ) -> Self {
            Self(request: request, response: response, meaning: meaning, advice: advice)
        }
    }

    private var facts: Facts {
        interface ?? values ?? structures ?? .always(.error, "")
    }

    /// How severe a breach is where clients send, or read, the value.
    package func severity(in direction: DiffDirection) -> DiffSeverity {
        direction == .request ? facts.request : facts.response
    }

    /// One sentence that says what the rule finds, in Markdown.
    package var meaning: String { facts.meaning }

    /// The remedy for an ERR or a WARN; empty where nothing need be done.
    package var advice: String { facts.advice }
}
