/// Names of another program that say the same as one setting: a single one, or several that are put together.
struct OldName: Sendable, ExpressibleByStringLiteral {
    /// The result of the names: a value of the setting, and what the operator should know of it.
    struct Value {
        var text: String
        var advice: String?
    }

    let names: [String]
    /// Those of several names whose values are secrets; a single one is secret where its setting is.
    let secrets: Set<String>
    /// True where the names count for nothing beside the setting's own, with a warning; false: they must agree.
    let yieldsToName: Bool
    /// True where one name stands for the same value, written in the same way.
    let isAlias: Bool
    /// Puts the values together; only with names that have one, of which there is one at least.
    let compose: @Sendable ([String: String]) throws(SettingRefusal) -> Value

    init(
        _ names: [String],
        secrets: Set<String> = [],
        yieldsToName: Bool = false,
        isAlias: Bool = false,
        compose: @escaping @Sendable ([String: String]) throws(SettingRefusal) -> Value
    ) {
        self.names = names
        self.secrets = secrets
        self.yieldsToName = yieldsToName
        self.isAlias = isAlias
        self.compose = compose
    }

    /// Another name for the same value.
    init(stringLiteral name: String) {
        self.init([name], isAlias: true) { (values) throws(SettingRefusal) in Value(text: values[name] ?? "") }
    }

    /// Another name for a value that is written in another way.
    static func translated(
        _ name: String,
        _ translate: @escaping @Sendable (String) throws(SettingRefusal) -> Value
    ) -> OldName {
        OldName([name]) { (values) throws(SettingRefusal) in try translate(values[name] ?? "") }
    }

    /// The names in words, each as `shown` writes it.
    func words(_ shown: (String) -> String = { $0 }) -> String {
        let words = names.map(shown)
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last) together"
    }

    func isSecret(_ name: String, of setting: Setting) -> Bool {
        secrets.contains(name) || names.count == 1 && setting.isSecret
    }
}
