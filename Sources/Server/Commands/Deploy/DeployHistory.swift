import Glibc
import Platform

/// What became of each deployment: lines of JSON, and metrics for the textfile collector of Prometheus' node_exporter,
/// as nothing of `deploy` runs long enough to be asked.
struct DeployHistory: Sendable {
    private static let metrics: String = "metrics/telegram-backend-deploy.prom"

    let folder: DeployFolder

    /// The newest lines, oldest first.
    func lines(_ count: Int) throws(CommandFailure) -> [String] {
        do throws(SystemError) {
            let bytes = try FileSystem.read(path).bytes
            return bytes.split(separator: 0x0A).suffix(count).map { String(decoding: $0, as: UTF8.self) }
        } catch {
            if error.code == ENOENT { return [] }
            throw .system(path, error.code)
        }
    }

    func add(_ record: DeployRecord) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(path, errno) }
        defer { close(descriptor) }
        do throws(SystemError) {
            try Descriptor.write(Array(record.json.utf8), to: descriptor)
        } catch {
            throw .system(path, error.code)
        }
        try count(record)
    }

    private var path: String { folder.path + "/history.jsonl" }

    /// Adds to the numbers that stand in the file.
    private func count(_ record: DeployRecord) throws(CommandFailure) {
        _ = try folder.makeFolder("metrics")
        chmod(folder.path + "/metrics", 0o755)
        let old = (try? FileSystem.read("\(folder.path)/\(Self.metrics)").bytes) ?? []
        var values: [String: Double] = [:]
        for sample in PrometheusSample.all(in: String(decoding: old, as: UTF8.self)) {
            values["\(sample.name)\(sample.labels["result"] ?? "")"] = sample.value
        }
        var text = ""
        func put(_ name: String, _ type: String, _ help: String, _ rows: [(suffix: String, label: String?, Double)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
            for (suffix, label, value) in rows {
                text += "\(name)\(suffix)\(label.map { "{result=\"\($0)\"}" } ?? "") \(value)\n"
            }
        }
        func sum(_ name: String, _ label: String? = nil, plus value: Double) -> Double {
            (values[name + (label ?? "")] ?? 0) + value
        }
        let deployments = "telegram_backend_deployments_total"
        put(
            deployments,
            "counter",
            "Deployments by their result.",
            DeployRecord.Result.allCases.map { result in
                ("", result.rawValue, sum(deployments, result.rawValue, plus: result == record.result ? 1 : 0))
            }
        )
        for (name, help, value) in [
            ("telegram_backend_deployment_duration_seconds", "How long deployments took.", Optional(record.seconds)),
            (
                "telegram_backend_deployment_recovery_seconds",
                "From when a fault of a new version was noticed until the old one had all requests again.",
                record.recovery
            ),
        ] {
            let rows: [(suffix: String, label: String?, Double)] = [
                ("_sum", nil, sum(name + "_sum", plus: value ?? 0)),
                ("_count", nil, sum(name + "_count", plus: value == nil ? 0 : 1)),
            ]
            put(name, "summary", help, rows)
        }
        let last = "telegram_backend_deployment_last_timestamp_seconds"
        put(last, "gauge", "When the last deployment ended.", [("", nil, (Double(record.ended) / 1e6).rounded())])
        try folder.replace(Self.metrics, with: text)
    }
}
