/// A statement for one database: its text in parts, with the values between them.
///
/// Two that differ in values alone are equal, and share one prepared statement. The parts are not put together before a
/// database meets them for the first time: they are pieces of the program, and cost a request nothing.
struct SQLText: Sendable, Hashable {
    enum Part: Sendable {
        case text(String)
        case value(SQLValue)
    }

    private(set) var parts: [Part] = []

    init() {}

    init(reserving count: Int) { parts.reserveCapacity(count) }

    var isEmpty: Bool { parts.isEmpty }

    mutating func append(_ text: String) {
        if !text.isEmpty { parts.append(.text(text)) }
    }

    mutating func append(_ value: SQLValue) { parts.append(.value(value)) }

    mutating func append(_ other: SQLText) { parts += other.parts }

    /// The text, with `$1`, `$2` … for the values in their order.
    var text: String {
        var text = ""
        var number = 0
        for part in parts {
            switch part {
            case .text(let part): text += part
            case .value:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// The same without what the values hold, to be kept.
    var template: SQLText {
        var template = SQLText()
        template.parts = parts.map { part in
            switch part {
            case .text: part
            case .value(let value): .value(.null(value.type))
            }
        }
        return template
    }

    var types: [SQLType] {
        parts.compactMap { part in
            guard case .value(let value) = part else { return nil }
            return value.type
        }
    }

    static func == (left: SQLText, right: SQLText) -> Bool {
        guard left.parts.count == right.parts.count else { return false }
        for index in left.parts.indices {
            switch (left.parts[index], right.parts[index]) {
            case (.text(let left), .text(let right)): if left != right { return false }
            case (.value(let left), .value(let right)): if left.type != right.type { return false }
            default: return false
            }
        }
        return true
    }

    func hash(into hasher: inout Hasher) {
        for part in parts {
            switch part {
            case .text(let text): hasher.combine(text)
            case .value(let value): hasher.combine(value.type.rawValue)
            }
        }
    }
}
