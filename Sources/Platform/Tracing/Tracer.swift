/// Begins and continues traces, and hands the spans that are recorded to whoever exports them.
///
/// A value that does nothing but continue traces where nobody exports.
package struct Tracer: Sendable {
    /// Takes a span, and returns without waiting for anything.
    package typealias Recorder = @Sendable (Span) -> Void

    private let sampler: TraceSampler
    private let record: Recorder?

    /// - Parameter record: nil where no spans are kept: traces of others are continued, and none are begun.
    package init(sampler: TraceSampler = TraceSampler(), record: Recorder? = nil) {
        self.sampler = sampler
        self.record = record
    }

    /// Continues the trace of `parent`, or begins one; nil where there is neither.
    package func begin(_ kind: Span.Kind, continuing parent: TraceContext?) -> ActiveSpan? {
        guard parent != nil || record != nil else { return nil }
        let traceID = parent?.traceID ?? .random()
        let context = TraceContext(
            traceID: traceID,
            spanID: .random(),
            // Without an exporter the decision is others'.
            isSampled: record == nil ? parent?.isSampled ?? false : sampler.samples(traceID, parent),
            state: parent?.state ?? ""
        )
        return ActiveSpan(
            kind: kind,
            context: context,
            parent: parent?.spanID,
            record: context.isSampled ? record : nil
        )
    }

    /// A span of the trace under way; nil where there is none that is recorded.
    package func beginChild(_ kind: Span.Kind) -> ActiveSpan? {
        guard let record, let current = TraceContext.current, current.isSampled else { return nil }
        return ActiveSpan(kind: kind, context: current.with(.random()), parent: current.spanID, record: record)
    }
}

/// A span that has not ended.
package struct ActiveSpan: Sendable {
    private let kind: Span.Kind
    /// What the work belongs to; bind it to `TraceContext.current` around the work.
    package let context: TraceContext
    private let parent: SpanID?
    private let record: Tracer.Recorder?
    private let start: UInt64

    init(kind: Span.Kind, context: TraceContext, parent: SpanID?, record: Tracer.Recorder?) {
        self.kind = kind
        self.context = context
        self.parent = parent
        self.record = record
        start = record == nil ? 0 : ActiveSpan.now()
    }

    /// Records it, where it is to be.
    package func end(
        _ name: @autoclosure () -> String,
        _ attributes: @autoclosure () -> [(key: StaticString, value: Span.Value)],
        isFailed: Bool
    ) {
        guard let record else { return }
        record(
            Span(
                name: name(),
                kind: kind,
                context: context,
                parent: parent,
                start: start,
                end: max(start, ActiveSpan.now()),
                attributes: attributes(),
                isFailed: isFailed
            )
        )
    }

    private static func now() -> UInt64 { UInt64(max(0, SystemClock.microseconds())) * 1_000 }
}
