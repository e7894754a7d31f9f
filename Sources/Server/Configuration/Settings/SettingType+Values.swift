extension SettingType where Value: FixedWidthInteger & Sendable {
    /// A whole number in ASCII digits.
    static func integer(_ range: ClosedRange<Value>) -> SettingType {
        SettingType(
            "a whole number from \(range.lowerBound) to \(range.upperBound)",
            example: "\(range.upperBound)",
            print: { "\($0)" }
        ) { Decimal.digits($0).flatMap { Value(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil } }
    }

    /// A count of at least one; 0 stands for "not set".
    static func count(upTo most: Value) -> SettingType {
        var type = integer(1...most)
        type.print = { $0 == 0 ? "" : "\($0)" }
        return type
    }
}

extension SettingType where Value == Int {
    /// Whole seconds, kept as milliseconds.
    static func secondsInMilliseconds(_ range: ClosedRange<Int>) -> SettingType {
        SettingType.integer(range).mapped(to: { $0 * 1_000 }, from: { $0 / 1_000 })
    }
}

extension SettingType where Value == Duration {
    /// Whole seconds.
    static func seconds(_ range: ClosedRange<Int>) -> SettingType {
        SettingType<Int>.integer(range).mapped(to: { .seconds($0) }, from: { Int($0.components.seconds) })
    }
}

extension SettingType where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of the names, in any case.
    ///
    /// - Parameter aliases: other names, in lower case.
    static func choice(_ aliases: [String: Value] = [:], example: Value) -> SettingType {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return SettingType("one of \(names)", example: example.rawValue, print: \.rawValue) { text in
            Value(rawValue: text.lowercased()) ?? aliases[text.lowercased()]
        }
    }
}

extension SettingType where Value == Bool {
    /// A boolean, in any case.
    static var bool: SettingType {
        let names = "true, false, 1, 0, yes, no, on or off"
        return SettingType(names, example: "true", print: { $0 ? "true" : "false" }) { text in
            switch text.lowercased() {
            case "true", "1", "yes", "on": true
            case "false", "0", "no", "off": false
            default: nil
            }
        }
    }
}

extension SettingType where Value == String {
    /// Any text.
    static func text(example: String) -> SettingType {
        SettingType("a text", example: example, print: { $0 }, read: { $0 })
    }

    /// A text that a rule makes the value of; nil for one that it refuses.
    static func text(
        _ requirement: String,
        example: String,
        read: @escaping @Sendable (String) -> String?
    ) -> SettingType {
        SettingType(requirement, example: example, print: { $0 }, read: read)
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
