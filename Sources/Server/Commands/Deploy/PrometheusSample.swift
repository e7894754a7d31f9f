/// A line of the Prometheus text format: a name, labels and a value.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
struct PrometheusSample: Sendable {
    let name: Substring
    let labels: [Substring: Substring]
    let value: Double

    /// The samples of a text; lines that are none are left out. Values of labels are taken as they stand, without
    /// undoing backslashes: those that are looked at have none.
    static func all(in text: String) -> [PrometheusSample] {
        text.utf8.split(separator: 0x0A).compactMap { PrometheusSample(Substring($0)) }
    }

    private init?(_ line: Substring) {
        guard !line.hasPrefix("#"), let gap = line.lastIndex(of: " "),
            let value = Double(line[line.index(after: gap)...])
        else { return nil }
        self.value = value
        let series = line[..<gap]
        guard let brace = series.firstIndex(of: "{") else {
            name = series
            labels = [:]
            return
        }
        name = series[..<brace]
        var labels: [Substring: Substring] = [:]
        for pair in series[series.index(after: brace)...].dropLast().split(separator: "\",") {
            guard let equals = pair.firstRange(of: "=\"") else { return nil }
            let value = pair[equals.upperBound...]
            labels[pair[..<equals.lowerBound]] = value.hasSuffix("\"") ? value.dropLast() : value
        }
        self.labels = labels
    }
}
