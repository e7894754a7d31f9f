/// Length, pattern and format of strings.
///
/// Patterns run on the standard library's `Regex`, not on what the server runs them on. Where it refuses a pattern, or
/// where a format has no rule here, the text counts as good and no case is made of it.
final class TextRules {
    private var compiled: [String: Regex<AnyRegexOutput>?] = [:]

    /// Formats by patterns that are near enough to tell an example from nonsense.
    private static let formats: [String: String] = [
        "date-time": #"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"#,
        "date": #"^\d{4}-\d\d-\d\d$"#,
        "time": #"^\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"#,
        "uuid": #"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"#,
        "email": #"^[^@ ]+@[^@ ]+$"#,
        "uri": #"^[A-Za-z][A-Za-z0-9+.-]*:[^ ]*$"#,
        "hostname": #"^[A-Za-z0-9.-]+$"#,
        "ipv4": #"^\d{1,3}(\.\d{1,3}){3}$"#,
        "ipv6": #"^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$"#,
        "duration": #"^P[0-9YMWDTHS]+$"#,
        "json-pointer": #"^(/.*)?$"#,
    ]

    func broken(_ text: String, _ schema: SpecNode) -> [String] {
        var broken: [String] = []
        let length = text.unicodeScalars.count
        if let least = schema["minLength"]?.integer, length < least { broken.append("minLength") }
        if let most = schema["maxLength"]?.integer, length > most { broken.append("maxLength") }
        if let pattern = schema["pattern"]?.string, matches(text, pattern: pattern) == false {
            broken.append("pattern")
        }
        if let format = schema["format"]?.string, let pattern = Self.formats[format],
            matches(text, pattern: pattern) == false
        {
            broken.append("format")
        }
        return broken
    }

    /// nil where the pattern cannot be judged.
    func matches(_ text: String, pattern: String) -> Bool? {
        if compiled[pattern] == nil {
            compiled[pattern] = .some(try? Regex(pattern).matchingSemantics(.unicodeScalar))
        }
        guard let known = compiled[pattern], let regex = known else { return nil }
        return text.contains(regex)
    }
}
