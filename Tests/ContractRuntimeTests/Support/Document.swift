import ContractRuntime

/// Parses a text and lends its root.
func withJSON<Result>(_ text: String, _ body: (JSONValue) throws -> Result) throws -> Result {
    try JSONDocument.withRoot(copying: Array(text.utf8), body)
}

/// The pointer to the second member of a name; nil where the text is accepted.
func duplicate(in text: String) throws -> String? {
    do {
        try withJSON(text) { _ in }
        return nil
    } catch JSONRefusal.duplicateMember(let pointer) {
        return pointer
    }
}
