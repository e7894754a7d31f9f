/// Takes values out of text by key and collects what is wrong with them.
///
/// An empty value counts as not set, so that `KEY=` in `.env` and an unset variable of a compose file mean the default.
struct ConfigurationReader {
    let values: [String: String]
    private(set) var problems: [ConfigurationProblem] = []

    init(values: [String: String]) {
        self.values = values
    }

    /// The value without surrounding blanks; nil where it is not set.
    func text(_ key: ConfigurationKey) -> String? {
        guard let value = values[key.rawValue] else { return nil }
        let trimmed: Substring = value.trimmingBlanks()
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    mutating func refuse(_ key: ConfigurationKey, _ rule: String) {
        let value: String? = text(key)
        // Before the @ of an address may stand a password.
        let isHidden: Bool = key.isSecret || value?.contains("@") == true && value?.contains("://") == true
        problems.append(ConfigurationProblem(key: key, value: isHidden ? nil : value, rule: rule))
    }

    /// The value where `parse` understands it; otherwise the default, with a problem noted.
    mutating func read<Value>(
        _ key: ConfigurationKey,
        default standard: Value,
        rule: String,
        _ parse: (String) -> Value?
    ) -> Value {
        guard let text = text(key) else { return standard }
        if let value = parse(text) { return value }
        refuse(key, rule)
        return standard
    }

    mutating func integer<Value: FixedWidthInteger>(
        _ key: ConfigurationKey,
        _ range: ClosedRange<Value>,
        default standard: Value
    ) -> Value {
        read(key, default: standard, rule: "must be a whole number from \(range.lowerBound) to \(range.upperBound)") {
            Decimal.digits($0).flatMap { Value(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: ConfigurationKey,
        default standard: Value
    ) -> Value where Value.RawValue == String {
        let names: String = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return read(key, default: standard, rule: "must be one of \(names)") { Value(rawValue: $0) }
    }

    mutating func bool(_ key: ConfigurationKey, default standard: Bool) -> Bool {
        read(key, default: standard, rule: "must be True, true, 1, False, false or 0") { text in
            switch text {
            case "True", "true", "1": true
            case "False", "false", "0": false
            default: nil
            }
        }
    }

    /// The parts between commas, blanks around them dropped; an empty part is passed on to be refused.
    static func list(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmingBlanks()) }
    }
}

/// Numbers as configuration writes them: ASCII digits and nothing else.
enum Decimal {
    /// nil for a sign, a blank, an empty text or more than an `Int64` holds.
    static func digits(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int64(text)
    }
}

extension StringProtocol {
    /// Without blanks, tabs, CR and LF at both ends.
    func trimmingBlanks() -> SubSequence {
        func isBlank(_ character: Character) -> Bool {
            character == " " || character == "\t" || character == "\r" || character == "\n" || character == "\r\n"
        }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[endIndex...]
        }
        return self[first...last]
    }
}
