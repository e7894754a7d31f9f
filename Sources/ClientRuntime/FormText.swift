import ContractRuntime
import HTTPTypes

/// The text of a form (`application/x-www-form-urlencoded`): a field for each member of an object, several for a list,
/// none for null.
struct FormText {
    private(set) var string: String = ""

    /// nil where the text is no object of scalars and flat lists.
    init?(json: [UInt8]) {
        let form = try? JSONDocument.withRoot(copying: json) { root in FormText(root) }
        guard let form = form ?? nil else { return nil }
        self = form
    }

    private init?(_ root: JSONValue) {
        guard root.isObject else { return nil }
        var members = root.members
        while let (name, value) = members.next() {
            if value.isArray {
                var elements = value.elements
                while let element = elements.next() {
                    guard add(name.string, element) else { return nil }
                }
            } else if !add(name.string, value) {
                return nil
            }
        }
    }

    /// Appends a field; false where the value is no scalar.
    private mutating func add(_ name: String, _ value: JSONValue) -> Bool {
        guard !value.isArray && !value.isObject else { return false }
        guard !value.isNull else { return true }
        let text = value.isString ? value.string : JSONText(value).string
        if !string.isEmpty { string += "&" }
        string += ServiceRequest.percentEncoded(name) + "=" + ServiceRequest.percentEncoded(text)
        return true
    }
}
