/// The decision which traces are recorded (OpenTelemetry, `OTEL_TRACES_SAMPLER`).
package struct TraceSampler: Sendable, Equatable {
    /// The rule, by OpenTelemetry's name.
    package enum Rule: String, Sendable, CaseIterable {
        case alwaysOn = "always_on"
        case alwaysOff = "always_off"
        case traceIDRatio = "traceidratio"
        case parentBasedAlwaysOn = "parentbased_always_on"
        case parentBasedAlwaysOff = "parentbased_always_off"
        case parentBasedTraceIDRatio = "parentbased_traceidratio"
    }

    package var rule: Rule = .parentBasedTraceIDRatio
    /// The part of the traces that is recorded, from 0 to 1, where the rule has one.
    package var ratio: Double = 1

    package init() {}

    /// - Parameter parent: the span before, whose decision counts where the rule is based on it.
    package func samples(_ traceID: TraceID, _ parent: TraceContext?) -> Bool {
        switch rule {
        case .alwaysOn: true
        case .alwaysOff: false
        case .traceIDRatio: isBelow(traceID)
        case .parentBasedAlwaysOn: parent?.isSampled ?? true
        case .parentBasedAlwaysOff: parent?.isSampled ?? false
        case .parentBasedTraceIDRatio: parent?.isSampled ?? isBelow(traceID)
        }
    }

    /// By the random part of the id, so that all processes decide alike.
    private func isBelow(_ traceID: TraceID) -> Bool {
        ratio >= 1 || Double(traceID.low >> 1) < ratio * 0x1p63
    }
}
