/// Takes values out of text by key and collects what is wrong with them.
///
/// An empty value counts as not set, so that `KEY=` in `.env` and an unset variable of a compose file mean the default.
struct ConfigurationReader {
    private(set) var values: [String: String]
    private(set) var problems: [ConfigurationProblem] = []

    /// What a value still holds of its file is refused at once, and the value counts for nothing else.
    init(values: [String: String]) {
        self.values = values
        for key in ConfigurationKey.allCases {
            guard let value = values[key.rawValue] else { continue }
            if let fault = ValueRemnant.fault(value, isSecret: key.isSecret) {
                refuse(key, fault)
                self.values[key.rawValue] = nil
            }
        }
    }

    /// True where the key has a value, be it one that was refused.
    func isGiven(_ key: ConfigurationKey) -> Bool {
        text(key) != nil || problems.contains { $0.key == key }
    }

    /// The value without surrounding blanks; nil where it is not set.
    func text(_ key: ConfigurationKey) -> String? {
        guard let value = values[key.rawValue] else { return nil }
        let trimmed: Substring = value.trimmingBlanks()
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    mutating func refuse(_ key: ConfigurationKey, _ rule: String) {
        let value = key.isSecret ? nil : text(key).flatMap { ConfigurationReader.isPlain($0) ? $0 : nil }
        problems.append(ConfigurationProblem(key: key, value: value, rule: rule))
    }

    /// True for a number and for a word of letters. Anything else may be a secret that got into the wrong line, or hold
    /// one, as an address does.
    private static func isPlain(_ value: String) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
        let isSigned = value.hasPrefix("+") || value.hasPrefix("-")
        let digits = value.utf8.dropFirst(isSigned ? 1 : 0)
        return digits.count <= 20 && digits.allSatisfy { isDigit($0) || $0 == 0x2E }
            || value.utf8.count <= 16 && value.utf8.allSatisfy(isLetter)
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

    /// One of the names, in any case.
    ///
    /// - Parameter aliases: other names, in lower case.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: ConfigurationKey,
        default standard: Value,
        aliases: [String: Value] = [:]
    ) -> Value where Value.RawValue == String {
        let names: String = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return read(key, default: standard, rule: "must be one of \(names)") { text in
            Value(rawValue: text.lowercased()) ?? aliases[text.lowercased()]
        }
    }

    mutating func bool(_ key: ConfigurationKey, default standard: Bool) -> Bool {
        read(key, default: standard, rule: "must be true, false, 1, 0, yes, no, on or off") { text in
            switch text.lowercased() {
            case "true", "1", "yes", "on": true
            case "false", "0", "no", "off": false
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
