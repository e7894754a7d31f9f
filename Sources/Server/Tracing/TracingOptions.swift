import Crypto
import Platform

/// Where spans go, and which.
package struct TracingOptions: Sendable {
    /// The collector's address, to which `/v1/traces` is added; nil: no spans are recorded.
    package var endpoint: String?
    /// Names and values of header fields, as `OTEL_EXPORTER_OTLP_HEADERS` writes them.
    package var headerList: Secret?
    package var serviceName: String = "telegram-backend"
    package var sampler = TraceSampler()

    package init() {}

    /// The fields of each request to the collector.
    var headers: [(name: String, value: Secret)] {
        headerList.flatMap { TracingOptions.headers($0.revealed) } ?? []
    }

    /// Reads `name=value,…`, the values percent-encoded (W3C Baggage); nil for anything else.
    static func headers(_ text: String) -> [(name: String, value: Secret)]? {
        var headers: [(name: String, value: Secret)] = []
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = trimmed(pair[0])
            guard pair.count == 2, !name.isEmpty, name.utf8.allSatisfy(isTokenCharacter),
                let value = decoded(trimmed(pair[1]))
            else { return nil }
            headers.append((name, Secret(value)))
        }
        return headers.isEmpty ? nil : headers
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// nil where it is no visible ASCII then.
    private static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
