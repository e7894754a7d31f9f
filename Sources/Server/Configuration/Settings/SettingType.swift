import Crypto

/// How the values of a kind of setting are read and written.
struct SettingType<Value: Sendable>: Sendable {
    /// The nature of a value, to follow "must be".
    var requirement: String
    /// A value that is taken and is nobody's default.
    var example: String
    var isSecret: Bool = false
    /// - Throws: what to say of a text that is no value.
    var parse: @Sendable (String) throws(SettingRefusal) -> Value
    /// A value as a setting writes it; empty for the one that stands for "not set", redacted for a secret.
    var print: @Sendable (Value) -> String
    /// The secret that a value holds.
    var secret: @Sendable (Value) -> Secret? = { _ in nil }

    /// One spelling of a text, to compare with another; nil for one that is no value.
    @Sendable func canonical(_ text: String) -> String? {
        guard let value = try? parse(text) else { return nil }
        let printed = print(value)
        return printed == SettingType.redacted ? text : printed
    }

    /// The text that is shown in place of a secret.
    static var redacted: String { "<redacted>" }
}

extension SettingType {
    /// A kind whose rule is its requirement.
    ///
    /// - Parameter read: nil for a text that is no value.
    init(
        _ requirement: String,
        example: String,
        print: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (String) -> Value?
    ) {
        self.requirement = requirement
        self.example = example
        self.print = print
        parse = { (text) throws(SettingRefusal) in
            guard let value = read(text) else { throw SettingRefusal(rule: "must be \(requirement)") }
            return value
        }
    }

    /// A secret, kept as it is written.
    ///
    /// - Parameter read: nil for a text that is no value.
    static func secret(
        _ requirement: String,
        example: String,
        read: @escaping @Sendable (String) -> String?
    ) -> SettingType where Value == Secret? {
        var type = SettingType(requirement, example: example, print: { $0 == nil ? "" : redacted }) {
            read($0).map { .some(Secret($0)) }
        }
        type.isSecret = true
        type.secret = { $0 }
        return type
    }

    /// The same where nil stands for "not set".
    static func optional<Wrapped>(_ type: SettingType<Wrapped>) -> SettingType where Value == Wrapped? {
        SettingType(
            requirement: type.requirement,
            example: type.example,
            isSecret: type.isSecret,
            parse: { (text) throws(SettingRefusal) in try type.parse(text) },
            print: { $0.map(type.print) ?? "" },
            secret: { $0.flatMap(type.secret) }
        )
    }

    /// The same kept as another type.
    func mapped<Other>(
        to other: @escaping @Sendable (Value) -> Other,
        from value: @escaping @Sendable (Other) -> Value
    ) -> SettingType<Other> {
        SettingType<Other>(
            requirement: requirement,
            example: example,
            isSecret: isSecret,
            parse: { (text) throws(SettingRefusal) in other(try parse(text)) },
            print: { print(value($0)) },
            secret: { secret(value($0)) }
        )
    }
}
