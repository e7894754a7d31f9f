/// A value that is valid at a boundary of one keyword, or breaks it.
struct Probe {
    /// The pointer to the place that differs from an example: RFC 6901.
    let pointer: String
    let keyword: String
    /// The special thing about it, in words: "one above", "null".
    let detail: String
    let value: SpecValue
    /// All that the oracle finds; empty for a boundary.
    let faults: [SchemaFault]
}

/// A candidate for one place, before the oracle has judged what it does to the whole value.
struct Candidate {
    let keyword: String
    let detail: String
    let value: SpecValue
    let breaks: Bool

    static func valid(_ keyword: String, _ detail: String, _ value: SpecValue) -> Candidate {
        Candidate(keyword: keyword, detail: detail, value: value, breaks: false)
    }

    static func broken(_ keyword: String, _ detail: String, _ value: SpecValue) -> Candidate {
        Candidate(keyword: keyword, detail: detail, value: value, breaks: true)
    }
}
