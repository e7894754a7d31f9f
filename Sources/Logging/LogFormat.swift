/// The shape of a line: `text` for people, `json` (one object a line) for collectors.
package enum LogFormat: String, Sendable, CaseIterable {
    case text, json
}
