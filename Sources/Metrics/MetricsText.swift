/// Writes metrics in Prometheus' text format 0.0.4.
struct MetricsText {
    /// What `Content-Type` says of it.
    static let mediaType: StaticString = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var bytes: [UInt8] = []

    mutating func write(_ family: MetricRegistry.Family) {
        switch family.source {
        case .counters(let counters): write(counters, family)
        case .histograms(let histograms): write(histograms, family)
        case .read(let kind, let labels, let read): write(read(), labels, kind.rawValue, family)
        }
    }

    private mutating func head(_ family: MetricRegistry.Family, _ type: String) {
        put("# HELP \(family.name) \(Self.escaped(family.help, quotes: false))\n# TYPE \(family.name) \(type)\n")
    }

    /// Of two labels most combinations never come: they are left out until they do.
    private mutating func write(_ counters: Counters, _ family: MetricRegistry.Family) {
        head(family, "counter")
        for index in 0..<counters.count {
            let value = counters.value(at: index)
            if value == 0, counters.labels.count > 1 { continue }
            var left = index
            var pairs: [(String, String)] = []
            for label in counters.labels.reversed() {
                pairs.append((label.name, label.values[left % label.values.count]))
                left /= label.values.count
            }
            put("\(family.name)\(Self.braces(pairs.reversed())) \(value)\n")
        }
    }

    /// A row of buckets for each label is long: it is left out until something comes.
    private mutating func write(_ histograms: Histograms, _ family: MetricRegistry.Family) {
        head(family, "histogram")
        for row in 0..<histograms.rows {
            let (buckets, sum) = histograms.values(of: row)
            if histograms.label != nil, buckets.allSatisfy({ $0 == 0 }) { continue }
            let label = histograms.label.map { [($0.name, $0.values[row])] } ?? []
            var count: UInt64 = 0
            for (bucket, value) in buckets.enumerated() {
                count += value
                let bound =
                    bucket < histograms.bounds.count
                    ? Self.number(Double(histograms.bounds[bucket]) / histograms.scale) : "+Inf"
                put("\(family.name)_bucket\(Self.braces(label + [("le", bound)])) \(count)\n")
            }
            put("\(family.name)_sum\(Self.braces(label)) \(Self.number(Double(sum) / histograms.scale))\n")
            put("\(family.name)_count\(Self.braces(label)) \(count)\n")
        }
    }

    private mutating func write(
        _ gauges: [MetricRegistry.Gauge],
        _ labels: [String],
        _ type: String,
        _ family: MetricRegistry.Family
    ) {
        guard !gauges.isEmpty else { return }
        head(family, type)
        for gauge in gauges {
            put("\(family.name)\(Self.braces(Array(zip(labels, gauge.labels)))) \(Self.number(gauge.value))\n")
        }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private static func braces(_ pairs: [(String, String)]) -> String {
        guard !pairs.isEmpty else { return "" }
        return "{" + pairs.map { "\($0.0)=\"\(escaped($0.1, quotes: true))\"" }.joined(separator: ",") + "}"
    }

    /// Whole numbers without a fraction.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        guard let whole = Int64(exactly: value) else { return "\(value)" }
        return "\(whole)"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}

extension MetricRegistry {
    /// The media type of what `render` returns.
    package static var mediaType: StaticString { MetricsText.mediaType }
}
