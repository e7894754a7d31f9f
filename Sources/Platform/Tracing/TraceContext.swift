/// A place in a trace, as W3C Trace Context names it (https://www.w3.org/TR/trace-context/).
package struct TraceContext: Sendable, Equatable {
    /// 16 bytes, not all zero.
    package let traceID: TraceID
    /// The span that is at work.
    package let spanID: SpanID
    /// True where whoever began the trace records it.
    package let isSampled: Bool
    /// What the systems before noted, as `tracestate` carries it; empty where there is none. It is passed on unread.
    package let state: String

    package init(traceID: TraceID, spanID: SpanID, isSampled: Bool, state: String = "") {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
        self.state = state
    }

    /// The context of the work under way; nil where there is no trace. Tasks that it starts are part of it.
    @TaskLocal package static var current: TraceContext?

    /// The same trace with another span at work.
    package func with(_ spanID: SpanID) -> TraceContext {
        TraceContext(traceID: traceID, spanID: spanID, isSampled: isSampled, state: state)
    }
}

/// The id of a trace: 128 bits, not all zero.
package struct TraceID: Sendable, Hashable {
    package let high: UInt64
    package let low: UInt64

    /// nil for all zero.
    package init?(high: UInt64, low: UInt64) {
        guard high | low != 0 else { return nil }
        (self.high, self.low) = (high, low)
    }

    private init(_ high: UInt64, _ low: UInt64) { (self.high, self.low) = (high, low) }

    /// A new one, at random.
    package static func random() -> TraceID { TraceID(.random(in: 0...(.max)), .random(in: 1...(.max))) }

    /// 32 digits in lower case.
    package var text: String { HexText.text(high) + HexText.text(low) }
}

/// The id of a span: 64 bits, not all zero.
package struct SpanID: Sendable, Hashable {
    package let number: UInt64

    /// nil for zero.
    package init?(_ number: UInt64) {
        guard number != 0 else { return nil }
        self.number = number
    }

    private init(unchecked number: UInt64) { self.number = number }

    /// A new one, at random.
    package static func random() -> SpanID { SpanID(unchecked: .random(in: 1...(.max))) }

    /// 16 digits in lower case.
    package var text: String { HexText.text(number) }
}

/// Numbers as hexadecimal digits in lower case.
enum HexText {
    static func text(_ number: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place)) & 15
                buffer[place] = digit < 10 ? 0x30 + digit : 0x57 + digit
            }
            return 16
        }
    }

    /// The number of so many digits from `start` on; nil where one is no digit in lower case.
    static func number(_ digits: UnsafeBufferPointer<UInt8>, from start: Int, count: Int) -> UInt64? {
        var number: UInt64 = 0
        for byte in digits[start..<start + count] {
            switch byte {
            case 0x30...0x39: number = number << 4 | UInt64(byte - 0x30)
            case 0x61...0x66: number = number << 4 | UInt64(byte - 0x57)
            default: return nil
            }
        }
        return number
    }
}
