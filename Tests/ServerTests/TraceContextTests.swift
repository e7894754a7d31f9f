import Platform
import Testing

/// W3C Trace Context, § 3.
struct TraceContextTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let span = "b7ad6b7169203331"

    private func read(_ parent: String, state: String? = nil) -> TraceContext? {
        Array(parent.utf8).withUnsafeBufferPointer { TraceContext(parent: $0, state: state.map { Array($0.utf8) }) }
    }

    @Test(arguments: ["00", "01", "02", "03", "ff"])
    func whatIsReadIsWrittenWithTheFlagThatIsKnown(flags: String) throws {
        let context = try #require(read("00-\(Self.trace)-\(Self.span)-\(flags)"))
        let isSampled = ["01", "03", "ff"].contains(flags)
        #expect(context.traceID.text == Self.trace && context.spanID.text == Self.span)
        #expect(context.isSampled == isSampled)
        #expect(context.parent == "00-\(Self.trace)-\(Self.span)-\(isSampled ? "01" : "00")")
        #expect(TraceContext(parent: context.parent) == context)
    }

    @Test func laterVersionsAreReadAsFarAsTheFirstGoes() {
        let known = "\(Self.trace)-\(Self.span)-01"
        #expect(read("01-\(known)")?.traceID.text == Self.trace)
        #expect(read("cc-\(known)-what-may-come")?.isSampled == true)
        #expect(read("cc-\(known)what") == nil)
        #expect(read("00-\(known)-what-may-come") == nil)
        #expect(read("ff-\(known)") == nil)
    }

    @Test(
        arguments: [
            "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-", "00-\(trace)-\(span)-1", "00-\(trace)-\(span)-001",
            "00-\(trace.uppercased())-\(span)-01", "00-\(trace)-\(span.uppercased())-01", "0-\(trace)-\(span)-01",
            "00-\(String(repeating: "0", count: 32))-\(span)-01", "00-\(trace)-\(String(repeating: "0", count: 16))-01",
            "00_\(trace)_\(span)_01", "00-\(trace)-\(span)-0g", " 00-\(trace)-\(span)-01", "0x-\(trace)-\(span)-01",
            "00-\(trace)-\(span)-01 ", "00-\(trace)\(span)-01-----------------", "é0-\(trace)-\(span)-01",
        ]
    )
    func anythingElseIsNoParent(text: String) {
        #expect(read(text) == nil)
    }

    @Test(
        arguments: [
            ("rojo=00f067aa0ba902b7", "rojo=00f067aa0ba902b7"), (" a=1 ,\tb@c=2,, ", "a=1,b@c=2"), ("", ""), ("a", ""),
            ("a=1,a=2", ""), ("A=1", ""), ("a=é", ""), ("a=b=c", ""), ("a=", ""),
            ("a=\(String(repeating: "x", count: 600))", ""),
            ((0..<33).map { "k\($0)=1" }.joined(separator: ","), ""),
        ]
    )
    func aListOfStatesIsPassedOnOrLeftOut(sent: String, kept: String) {
        #expect(read("00-\(Self.trace)-\(Self.span)-01", state: sent)?.state == kept)
    }

    @Test func newIdsAreNeverZeroAndDiffer() {
        let traces = Set((0..<1_000).map { _ in TraceID.random() })
        let spans = Set((0..<1_000).map { _ in SpanID.random() })
        #expect(traces.count == 1_000 && spans.count == 1_000)
        #expect(traces.allSatisfy { $0.text.utf8.count == 32 } && spans.allSatisfy { $0.text.utf8.count == 16 })
        #expect(TraceID(high: 0, low: 0) == nil && SpanID(0) == nil)
    }

    @Test(arguments: [0.0, 0.25, 1.0])
    func aRatioOfTheTracesIsSampled(ratio: Double) throws {
        var sampler = TraceSampler()
        sampler.ratio = ratio
        let count = (0..<4_000).count { _ in sampler.samples(.random(), nil) }
        #expect(abs(Double(count) / 4_000 - ratio) < 0.05)
        // What the parent decided counts.
        for flags in ["00", "01"] {
            let parent = try #require(read("00-\(Self.trace)-\(Self.span)-\(flags)"))
            #expect(sampler.samples(parent.traceID, parent) == (flags == "01"))
            sampler.rule = .traceIDRatio
            #expect(sampler.samples(parent.traceID, parent) == (ratio == 1))
            sampler.rule = .parentBasedTraceIDRatio
        }
    }
}
