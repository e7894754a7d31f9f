/// A metadata value. There is deliberately no way from a secret to a `LogValue`.
package enum LogValue: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    case string(String)
    case integer(Int64)
    case bool(Bool)

    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    package static func integer(_ value: Int) -> LogValue { .integer(Int64(value)) }
}

/// One name and value of a line.
package struct LogField: Sendable, Equatable {
    package var key: LogKey
    package var value: LogValue

    package init(_ key: LogKey, _ value: LogValue) {
        self.key = key
        self.value = value
    }
}
