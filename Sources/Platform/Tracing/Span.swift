/// A piece of work of a trace that has ended.
package struct Span: Sendable {
    /// The part that the work had in a conversation (OpenTelemetry, `SpanKind`, by its number in OTLP).
    package enum Kind: Int, Sendable {
        case server = 2
        case client = 3
        case consumer = 5
    }

    /// A fact about it; the keys are OpenTelemetry's semantic conventions.
    package enum Value: Sendable, Equatable {
        case text(String)
        case integer(Int)
    }

    package let name: String
    package let kind: Kind
    /// The trace, and the span's own id.
    package let context: TraceContext
    /// nil where it began the trace.
    package let parent: SpanID?
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    package let start: UInt64
    package let end: UInt64
    package let attributes: [(key: StaticString, value: Value)]
    package let isFailed: Bool

    package init(
        name: String,
        kind: Kind,
        context: TraceContext,
        parent: SpanID?,
        start: UInt64,
        end: UInt64,
        attributes: [(key: StaticString, value: Value)],
        isFailed: Bool
    ) {
        self.name = name
        self.kind = kind
        self.context = context
        self.parent = parent
        self.start = start
        self.end = end
        self.attributes = attributes
        self.isFailed = isFailed
    }
}
