import Crypto
import Platform

extension SettingSection {
    static let traces = SettingSection(
        title: "Traces",
        settings: [
            Setting(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                \.tracing.endpoint,
                .optional(
                    .text(
                        "https://host[:port][/path], or http:// on this machine or in a private network",
                        example: "http://127.0.0.1:4318",
                        read: ConfigurationRules.baseURL
                    )
                ),
                unset: "no spans are recorded; traces of others are continued in the log",
                "The OpenTelemetry collector that gets spans, as JSON over HTTP at `/v1/traces` below this address."
            ),
            Setting(
                "OTEL_EXPORTER_OTLP_HEADERS",
                \.tracing.headerList,
                .secret("name=value,…, the values percent-encoded", example: "authorization=Bearer%20key") {
                    TracingOptions.headers($0) == nil ? nil : $0
                },
                note: { configuration in
                    guard configuration.tracing.headerList != nil, configuration.tracing.endpoint == nil else {
                        return nil
                    }
                    return "does nothing without OTEL_EXPORTER_OTLP_ENDPOINT"
                },
                "Header fields of each request to the collector, such as its key."
            ),
            Setting(
                "OTEL_SERVICE_NAME",
                \.tracing.serviceName,
                .text(example: "shop-bot"),
                "The name that spans have for this service."
            ),
            Setting(
                "OTEL_TRACES_SAMPLER",
                \.tracing.sampler.rule,
                .choice(example: .alwaysOn),
                "The rule by which traces are recorded.",
                details: """
                    With parentbased_… a caller's traceparent decides for its requests; where callers are strangers,
                    traceidratio keeps the decision here.
                    """
            ),
            Setting(
                "OTEL_TRACES_SAMPLER_ARG",
                \.tracing.sampler.ratio,
                .ratio,
                "The part of the traces that a rule with a ratio records."
            ),
        ]
    )
}

extension SettingType where Value == Double {
    /// A part of a whole.
    fileprivate static var ratio: SettingType {
        SettingType("a number from 0 to 1", example: "0.1", print: { $0 == 1 ? "1" : $0 == 0 ? "0" : "\($0)" }) {
            text in
            guard text.utf8.allSatisfy({ $0 == 0x2E || $0 >= 0x30 && $0 <= 0x39 }), let ratio = Double(text) else {
                return nil
            }
            return (0...1).contains(ratio) ? ratio : nil
        }
    }
}
