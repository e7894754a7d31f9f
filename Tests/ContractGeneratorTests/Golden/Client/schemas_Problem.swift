// Made from schemas/Problem.json by `contract-generator generate --client`; edit that, not this file.
import ClientRuntime
import ContractRuntime
import Crypto
import HTTPTypes

/// `schemas/Problem.json#`
package struct Problem: Sendable {
    package var title: String

    package init(title: String) {
        self.title = title
    }

    /// Appends the object; absent members are left out.
    package func encode(into writer: inout JSONWriter) {
        writer.raw("{")
        var first: Bool = true
        writer.quotedName("\"title\":", &first)
        writer.write(self.title)
        writer.raw("}")
    }
}

/// `schemas/Problem.json#`
extension Problem: ServiceValue {
    package static func decode(_ v: JSONValue, _ c: inout Validation) -> Problem? {
        guard v.isObject else { return c.mismatch(v, "must be an object") }
        var decodedTitle: String? = nil
        var members: JSONMembers = v.members
        while let (key, value) = members.next() {
            switch key.count {
            case 5:
                if key == "title" {
                    if value.isNull { continue }
                    guard let decoded = c.string(value) else { return nil }
                    decodedTitle = decoded
                    continue
                }
            default: break
            }
        }
        guard let decodedTitle else { return c.missing(v, "lacks the required member \"title\"") }
        return Problem(
            title: decodedTitle
        )
    }
}
