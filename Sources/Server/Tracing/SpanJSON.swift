import ContractRuntime
import Platform

/// Who made the spans.
package struct SpanResource: Sendable {
    let service: String
    let version: String
    let environment: String

    package init(service: String, version: String, environment: String) {
        self.service = service
        self.version = version
        self.environment = environment
    }
}

/// Spans as OTLP writes them in JSON: ids in hexadecimal digits, 64-bit numbers as texts
/// (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
enum SpanJSON {
    private static let failed: Int64 = 2

    static func bytes(of spans: [Span], _ resource: SpanResource) -> [UInt8] {
        var json = JSONWriter(capacity: 256 + 512 * spans.count)
        json.raw(#"{"resourceSpans":[{"resource":"#)
        write(
            [
                ("service.name", .text(resource.service)), ("service.version", .text(resource.version)),
                ("deployment.environment.name", .text(resource.environment)),
            ],
            to: &json,
            in: "{"
        )
        json.raw(#"},"scopeSpans":[{"scope":{"name":"telegram-backend"},"spans":["#)
        var isFirst = true
        for span in spans {
            json.separate(&isFirst)
            write(span, to: &json)
        }
        json.raw("]}]}]}")
        return json.bytes
    }

    /// The spans that the collector did not take (`partialSuccess`), as its answer says it.
    static func refusedSpans(in answer: [UInt8]) -> Int {
        let found = try? JSONDocument.withRoot(copying: answer) { root -> Int? in
            guard let value = root.member("partialSuccess")?.member("rejectedSpans") else { return nil }
            return value.isString ? Int(value.string) : value.int64.map { Int($0) }
        }
        return (found ?? nil) ?? 0
    }

    private static func write(_ span: Span, to json: inout JSONWriter) {
        json.raw(#"{"traceId":"#)
        json.write(span.context.traceID.text)
        json.raw(#","spanId":"#)
        json.write(span.context.spanID.text)
        if let parent = span.parent {
            json.raw(#","parentSpanId":"#)
            json.write(parent.text)
        }
        if !span.context.state.isEmpty {
            json.raw(#","traceState":"#)
            json.write(span.context.state)
        }
        json.raw(#","name":"#)
        json.write(span.name)
        json.raw(#","kind":"#)
        json.write(Int64(span.kind.rawValue))
        json.raw(#","startTimeUnixNano":"#)
        json.write(String(span.start))
        json.raw(#","endTimeUnixNano":"#)
        json.write(String(span.end))
        write(span.attributes, to: &json, in: ",")
        if span.isFailed {
            json.raw(#","status":{"code":"#)
            json.write(failed)
            json.raw("}")
        }
        json.raw("}")
    }

    /// - Parameter before: what stands before the member.
    private static func write(
        _ attributes: [(key: StaticString, value: Span.Value)],
        to json: inout JSONWriter,
        in before: StaticString
    ) {
        json.raw(before)
        json.raw(#""attributes":["#)
        var isFirst = true
        for (key, value) in attributes {
            json.separate(&isFirst)
            json.raw(#"{"key":""#)
            json.raw(key)
            json.raw(#"","value":"#)
            switch value {
            case .text(let text):
                json.raw(#"{"stringValue":"#)
                json.write(text)
            case .integer(let number):
                json.raw(#"{"intValue":"#)
                json.write(String(number))
            }
            json.raw("}}")
        }
        json.raw("]")
    }
}
