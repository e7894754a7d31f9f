/// The parameters of a call, wherever in its request they stood.
///
/// JSON brings typed values; queries and forms bring text, which may be JSON where the Bot API wants a structure.
package struct Parameters: Sendable, Equatable {
    package var values: [String: JSON]

    package init(_ values: [String: JSON] = [:]) { self.values = values }

    /// The value as it came; nil where it was not sent.
    package subscript(name: String) -> JSON? { values[name] }

    /// The text of a scalar; nil where it was not sent.
    package func string(_ name: String) -> String? {
        switch values[name] {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .double(let number): "\(number)"
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    /// A whole number; nil where it was not sent or is none, as Telegram leaves such parameters out of account.
    package func int(_ name: String) -> Int64? {
        switch values[name] {
        case .int(let number): number
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A truth value, false where it was not sent; Telegram takes `true`, `yes` and `1` in any case.
    package func bool(_ name: String) -> Bool {
        ["true", "yes", "1"].contains(string(name)?.lowercased() ?? "")
    }

    /// A structure; nil where it was not sent or is empty text.
    ///
    /// - Throws: 400 where text is no JSON, in Telegram's words for `what`.
    func structure(_ name: String, _ what: String) throws(Refusal) -> JSON? {
        guard let value = values[name], value != .null, value != .string("") else { return nil }
        guard case .string(let text) = value else { return value }
        guard let parsed = JSON(text: text) else { throw .badRequest("can't parse \(what) JSON object") }
        return parsed
    }
}
